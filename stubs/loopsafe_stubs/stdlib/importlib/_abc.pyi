from loopsafe import blocking

__public_name__ = "importlib.abc"

class Loader:
    @blocking(kind="import")
    def load_module(self, fullname): ...
    @blocking(kind="import")
    def exec_module(self, module): ...
