import sys

from loopsafe import blocking

if sys.platform == "win32":
    from serial.serialwin32 import Serial as Serial
else:
    from serial.serialposix import Serial as Serial

@blocking(kind="network")
def serial_for_url(url, baudrate=..., bytesize=..., *args, **kwargs): ...
