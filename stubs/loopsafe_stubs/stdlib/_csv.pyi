# Reading a row goes on in the iterable, writing one goes to the file. Both belong to somebody else:
# a reader is charged for its iterable where it is made. A file was opened elsewhere: the opening is
# what is reported of writing.

from collections.abc import Iterable

__public_name__ = "csv"

def reader(iterable: Iterable, /, dialect="excel", **kwargs): ...

class Writer:
    def writerow(self, row: Iterable, /): ...
    def writerows(self, rows: Iterable, /): ...
