# Looks for files.

from loopsafe import blocking

class FileList:
    @blocking(kind="disk")
    def findall(self, dir="."): ...
    @blocking(kind="disk")
    def process_template_line(self, line): ...

@blocking(kind="disk")
def findall(dir="."): ...
