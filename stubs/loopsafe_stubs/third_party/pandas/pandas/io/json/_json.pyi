from io import BytesIO, StringIO
from typing import overload

from pandas.core.frame import DataFrame

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_json(path_or_buf: BytesIO | StringIO, *args, **kwargs) -> DataFrame: ...
@overload
@blocking(kind="disk")
def read_json(path_or_buf, *args, **kwargs) -> DataFrame: ...

class JsonReader:
    @blocking(kind="disk")
    def read(self): ...
    @blocking(kind="disk")
    def __next__(self): ...
