from collections.abc import Generator

from loopsafe import blocking

@blocking(kind="disk")
def grep(regexp, include_links=...) -> Generator: ...
