from io import BytesIO, StringIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_xml(path_or_buffer: BytesIO | StringIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_xml(path_or_buffer, *args, **kwargs): ...
