# Reads the files that are included.

from loopsafe import blocking

@blocking(kind="disk")
def default_loader(href, parse, encoding=None): ...
@blocking(kind="disk")
def include(elem, loader=None, base_url=None, max_depth=6): ...
