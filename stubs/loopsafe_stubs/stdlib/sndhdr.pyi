# It looks into the file.

from loopsafe import blocking

@blocking(kind="disk")
def what(filename): ...
@blocking(kind="disk")
def whathdr(filename): ...
