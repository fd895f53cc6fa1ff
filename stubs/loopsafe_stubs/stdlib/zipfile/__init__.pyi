# What takes a path opens it. An archive itself may live in memory, so reading from one that is open
# is not marked; extracting and adding files always touches the disk.

import sys
from typing import IO, overload

from loopsafe import blocking

class ZipFile:
    @overload
    def __init__(self, file: IO, *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, file, *args, **kwargs): ...
    @blocking(kind="disk")
    def extract(self, member, path=None, pwd=None): ...
    @blocking(kind="disk")
    def extractall(self, path=None, members=None, pwd=None): ...
    @blocking(kind="disk")
    def write(self, filename, arcname=None, compress_type=None, compresslevel=None): ...

class PyZipFile:
    @overload
    def __init__(self, file: IO, mode="r", compression=0, allowZip64=True, optimize=-1): ...
    @overload
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
        @overload
        @classmethod
        def make(cls, source: IO): ...
        @overload
        @classmethod
        @blocking(kind="disk")
        def make(cls, source): ...

    class Path:
        @overload
        def __init__(self, root: IO, at=""): ...
        @overload
        @blocking(kind="disk")
        def __init__(self, root, at=""): ...

@overload
def is_zipfile(filename: IO): ...
@overload
@blocking(kind="disk")
def is_zipfile(filename): ...
