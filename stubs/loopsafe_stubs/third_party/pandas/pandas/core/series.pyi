from io import BytesIO, StringIO
from typing import Literal, overload

from pandas.core.generic import NDFrame

from loopsafe import blocking

__public_name__ = "pandas"

class Series(NDFrame):
    @overload
    def to_json(self, path_or_buf: Literal[None] | BytesIO | StringIO = ..., *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def to_json(self, path_or_buf, *args, **kwargs): ...
    @overload
    def to_string(self, buf: Literal[None] | BytesIO | StringIO = ..., *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def to_string(self, buf, *args, **kwargs): ...
