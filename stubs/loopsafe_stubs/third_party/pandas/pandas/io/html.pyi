from io import BytesIO, StringIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_html(io: BytesIO | StringIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_html(io, *args, **kwargs): ...
