from loopsafe import blocking

# It imports the packages that the module is in.
@blocking(kind="import")
def find_spec(name, package=None): ...

class LazyLoader:
    # It imports when an attribute is asked for.
    def exec_module(self, module): ...
