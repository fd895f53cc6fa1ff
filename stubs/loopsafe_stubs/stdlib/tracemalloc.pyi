from loopsafe import blocking

class Snapshot:
    @blocking(kind="disk")
    def dump(self, filename): ...
    @staticmethod
    @blocking(kind="disk")
    def load(filename): ...
