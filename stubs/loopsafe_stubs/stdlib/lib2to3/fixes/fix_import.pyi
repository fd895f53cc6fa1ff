# It looks whether a module lies beside the file.

from loopsafe import blocking

class FixImport:
    @blocking(kind="disk")
    def transform(self, node, results): ...
