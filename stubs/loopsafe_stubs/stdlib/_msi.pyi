# Windows Installer databases are files; a record of one is in memory.

import sys

from loopsafe import blocking

if sys.platform == "win32":
    @blocking(kind="disk")
    def FCICreate(cabname, files, /): ...
    @blocking(kind="disk")
    def OpenDatabase(path, persist, /): ...

if sys.platform == "win32":
    class _Database:
        @blocking(kind="disk")
        def Commit(self): ...

if sys.platform == "win32":
    class _View:
        @blocking(kind="disk")
        def Execute(self, params=...): ...
        @blocking(kind="disk")
        def Fetch(self): ...
        @blocking(kind="disk")
        def Modify(self, mode, record): ...

if sys.platform == "win32":
    class _SummaryInformation:
        @blocking(kind="disk")
        def Persist(self): ...
