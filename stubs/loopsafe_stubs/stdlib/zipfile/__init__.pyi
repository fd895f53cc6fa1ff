# What takes a path opens it. An archive itself may live in memory, so reading from one that is open
# is not marked; extracting and adding files always touches the disk.

import sys

from loopsafe import blocking

class ZipFile:
    @blocking(kind="disk")
    def __init__(self, file, *args, **kwargs): ...
    @blocking(kind="disk")
    def extract(self, member, path=None, pwd=None): ...
    @blocking(kind="disk")
    def extractall(self, path=None, members=None, pwd=None): ...
    @blocking(kind="disk")
    def write(self, filename, arcname=None, compress_type=None, compresslevel=None): ...

class PyZipFile:
    @blocking(kind="disk")
    def __init__(self, file, mode="r", compression=0, allowZip64=True, optimize=-1): ...
    @blocking(kind="disk")
    def writepy(self, pathname, basename="", filterfunc=None): ...

class ZipInfo:
    @classmethod
    @blocking(kind="disk")
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True): ...

if sys.version_info < (3, 12):
    class CompleteDirs:
        @classmethod
        @blocking(kind="disk")
        def make(cls, source): ...

    class Path:
        @blocking(kind="disk")
        def __init__(self, root, at=""): ...

@blocking(kind="disk")
def is_zipfile(filename): ...
