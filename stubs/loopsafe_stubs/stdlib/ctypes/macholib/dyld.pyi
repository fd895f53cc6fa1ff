# Looks for files.

from loopsafe import blocking

@blocking(kind="disk")
def dyld_find(name, executable_path=None, env=None): ...
@blocking(kind="disk")
def framework_find(fn, executable_path=None, env=None): ...
