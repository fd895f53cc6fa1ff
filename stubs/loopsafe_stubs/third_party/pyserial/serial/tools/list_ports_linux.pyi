from loopsafe import blocking

__public_name__ = "serial.tools.list_ports"

@blocking(kind="disk")
def comports(include_links=...): ...
