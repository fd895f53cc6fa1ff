# Windows Installer databases are files.

import sys

from loopsafe import blocking

if sys.platform == "win32":
    @blocking(kind="disk")
    def init_database(name, schema, ProductName, ProductCode, ProductVersion, Manufacturer): ...
    @blocking(kind="disk")
    def add_data(db, table, values): ...
    @blocking(kind="disk")
    def add_stream(db, name, path): ...
    @blocking(kind="disk")
    def add_tables(db, module): ...

if sys.platform == "win32":
    class CAB:
        @blocking(kind="disk")
        def commit(self, db): ...

if sys.platform == "win32":
    class Directory:
        @blocking(kind="disk")
        def add_file(self, file, src=None, version=None, language=None): ...
        @blocking(kind="disk")
        def glob(self, pattern, exclude=None): ...
