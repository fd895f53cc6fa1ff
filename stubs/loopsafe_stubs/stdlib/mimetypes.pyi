# The guessing functions read the system tables once in the life of a process: harmless.

from loopsafe import blocking

@blocking(kind="disk")
def init(files=None): ...
@blocking(kind="disk")
def read_mime_types(file): ...

class MimeTypes:
    @blocking(kind="disk")
    def read(self, filename, strict=True): ...
    @blocking(kind="disk")
    def read_windows_registry(self, strict=True): ...
