from serial.serialutil import SerialBase

from loopsafe import blocking

__public_name__ = "serial"

class Serial(SerialBase):
    @blocking(kind="network")
    def open(self): ...
    @blocking(kind="network")
    def read(self, size=...): ...
    @blocking(kind="network")
    def write(self, arg1): ...
    @blocking(kind="network")
    def flush(self): ...
