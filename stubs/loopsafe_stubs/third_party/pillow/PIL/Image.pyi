from io import BytesIO
from typing import overload

from loopsafe import blocking

@overload
def open(fp: BytesIO, mode=..., formats=...): ...
@overload
@blocking(kind="disk")
def open(fp, mode=..., formats=...): ...

class Image:
    @overload
    def save(self, fp: BytesIO, format=..., **params): ...
    @overload
    @blocking(kind="disk")
    def save(self, fp, format=..., **params): ...
    @blocking(kind="subprocess")
    def show(self, title=...): ...
