from loopsafe import blocking

@blocking(kind="network")
def serial_for_url(url, baudrate=..., bytesize=..., *args, **kwargs): ...
