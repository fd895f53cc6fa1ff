from io import BytesIO, StringIO
from typing import overload

from pandas.core.frame import DataFrame

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_excel(io: BytesIO | StringIO, *args, **kwargs) -> DataFrame: ...
@overload
@blocking(kind="disk")
def read_excel(io, *args, **kwargs) -> DataFrame: ...

class ExcelFile:
    @overload
    def __init__(self, path_or_buffer: BytesIO, *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, path_or_buffer, *args, **kwargs): ...
    @blocking(kind="disk")
    def parse(self, sheet_name, header=..., *args, **kwargs): ...

class ExcelWriter:
    @overload
    def __new__(cls, path: BytesIO, *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def __new__(cls, path, *args, **kwargs): ...
