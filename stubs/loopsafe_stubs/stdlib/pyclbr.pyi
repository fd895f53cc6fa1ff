# Reads source without importing it.

from loopsafe import blocking

@blocking(kind="disk")
def readmodule(module, path=None): ...
@blocking(kind="disk")
def readmodule_ex(module, path=None): ...
