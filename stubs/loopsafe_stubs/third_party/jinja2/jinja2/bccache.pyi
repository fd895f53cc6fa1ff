from loopsafe import blocking

__public_name__ = "jinja2"

class FileSystemBytecodeCache:
    @blocking(kind="disk")
    def load_bytecode(self, bucket): ...
    @blocking(kind="disk")
    def dump_bytecode(self, bucket): ...
    @blocking(kind="disk")
    def clear(self): ...
