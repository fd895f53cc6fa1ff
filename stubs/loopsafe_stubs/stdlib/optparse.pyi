# Works on the arguments of the program. What is said to the user is printed.

from loopsafe import blocking

class Values:
    @blocking(kind="disk")
    def read_file(self, filename, mode="careful"): ...
    @blocking(kind="disk")
    def read_module(self, modname, mode="careful"): ...
