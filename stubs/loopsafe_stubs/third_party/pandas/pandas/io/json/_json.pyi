from io import BytesIO, StringIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_json(path_or_buf: BytesIO | StringIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_json(path_or_buf, *args, **kwargs): ...

class JsonReader:
    @blocking(kind="disk")
    def read(self): ...
    @blocking(kind="disk")
    def __next__(self): ...
