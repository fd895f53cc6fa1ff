from loopsafe import blocking

class FileType:
    @blocking(kind="disk")
    def __call__(self, string): ...
