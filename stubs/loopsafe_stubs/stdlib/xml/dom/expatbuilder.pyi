# Builds a document in memory.

from typing import IO, overload

from loopsafe import blocking

@overload
def parse(file: IO, namespaces=True): ...
@overload
@blocking(kind="disk")
def parse(file, namespaces=True): ...
