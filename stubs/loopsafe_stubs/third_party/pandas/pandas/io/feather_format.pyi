from io import BytesIO
from typing import overload

from pandas.core.frame import DataFrame

from loopsafe import blocking

__public_name__ = "pandas"

@overload
def read_feather(path: BytesIO, *args, **kwargs) -> DataFrame: ...
@overload
@blocking(kind="disk")
def read_feather(path, *args, **kwargs) -> DataFrame: ...
