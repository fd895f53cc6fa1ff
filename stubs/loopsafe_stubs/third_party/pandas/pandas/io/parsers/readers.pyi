from io import BytesIO, StringIO
from typing import overload

from pandas.core.frame import DataFrame

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_csv(filepath_or_buffer: BytesIO | StringIO, *args, **kwargs) -> DataFrame: ...
@overload
@blocking(kind="disk")
def read_csv(filepath_or_buffer, *args, **kwargs) -> DataFrame: ...
@overload
def read_fwf(filepath_or_buffer: BytesIO | StringIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_fwf(filepath_or_buffer, *args, **kwargs): ...
@overload
def read_table(filepath_or_buffer: BytesIO | StringIO, *args, **kwargs) -> DataFrame: ...
@overload
@blocking(kind="disk")
def read_table(filepath_or_buffer, *args, **kwargs) -> DataFrame: ...

class TextFileReader:
    @blocking(kind="disk")
    def get_chunk(self, size=...): ...
    @blocking(kind="disk")
    def read(self, nrows=...): ...
    @blocking(kind="disk")
    def __next__(self): ...
