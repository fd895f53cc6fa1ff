# Works on strings, but for these.

from loopsafe import blocking

@blocking(kind="disk")
def byte_compile(
    py_files, optimize=0, force=0, prefix=None, base_dir=None, verbose=1, dry_run=0, direct=None
): ...
@blocking(kind="disk")
def copydir_run_2to3(src, dest, template=None, fixer_names=None, options=None, explicit=None): ...
@blocking(kind="disk")
def run_2to3(files, fixer_names=None, options=None, explicit=None): ...
