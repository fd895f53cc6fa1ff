from io import BytesIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_pickle(filepath_or_buffer: BytesIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_pickle(filepath_or_buffer, *args, **kwargs): ...
