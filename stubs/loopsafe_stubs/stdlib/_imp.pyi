# What importlib is made from: others import by importlib.import_module().

from loopsafe import blocking

@blocking(kind="import")
def create_dynamic(spec, file=None, /): ...
@blocking(kind="lock")
def acquire_lock(): ...
