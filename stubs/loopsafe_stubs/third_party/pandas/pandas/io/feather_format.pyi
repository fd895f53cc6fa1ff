from io import BytesIO
from typing import overload

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_feather(path: BytesIO, *args, **kwargs): ...
@overload
@blocking(kind="disk")
def read_feather(path, *args, **kwargs): ...
