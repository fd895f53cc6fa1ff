from loopsafe import blocking

class DirectorySnapshot:
    @blocking(kind="disk")
    def __init__(self, path, *, recursive=..., stat=..., listdir=...): ...
