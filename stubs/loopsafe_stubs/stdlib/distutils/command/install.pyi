# Copies and removes files.

from loopsafe import blocking

class install:
    @blocking(kind="disk")
    def run(self): ...
    @blocking(kind="disk")
    def create_home_path(self): ...
    @blocking(kind="disk")
    def create_path_file(self): ...
