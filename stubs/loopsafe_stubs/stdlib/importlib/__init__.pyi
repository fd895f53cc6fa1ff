# The import statement is not a call and is not reported. __import__() is harmless as in builtins.

import sys

from loopsafe import blocking

@blocking(kind="import")
def import_module(name, package=None): ...

if sys.version_info < (3, 12):
    @blocking(kind="import")
    def find_loader(name, path=None): ...

@blocking(kind="import")
def reload(module): ...
