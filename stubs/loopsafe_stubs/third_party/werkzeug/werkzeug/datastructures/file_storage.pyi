from loopsafe import blocking

__public_name__ = "werkzeug.datastructures"

class FileStorage:
    @blocking(kind="disk")
    def save(self, dst, buffer_size=...): ...
