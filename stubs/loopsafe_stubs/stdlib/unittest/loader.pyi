# Finding tests imports them.

from loopsafe import blocking

class TestLoader:
    @blocking(kind="import")
    def discover(self, start_dir, pattern="test*.py", top_level_dir=None): ...
    @blocking(kind="import")
    def loadTestsFromName(self, name, module=None): ...
    @blocking(kind="import")
    def loadTestsFromNames(self, names, module=None): ...
