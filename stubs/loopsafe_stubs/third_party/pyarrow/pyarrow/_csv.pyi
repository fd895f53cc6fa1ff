from io import BytesIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pyarrow.csv"

@overload
def open_csv(input_file: BytesIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def open_csv(input_file, *args, **kwargs): ...
@overload
def read_csv(input_file: BytesIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_csv(input_file, *args, **kwargs): ...
@overload
def write_csv(data, output_file: BytesIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def write_csv(data, output_file, *args, **kwargs): ...

class CSVWriter:
    @blocking(kind="disk")
    def __init__(self, sink, schema, write_options=..., *, memory_pool=...): ...
