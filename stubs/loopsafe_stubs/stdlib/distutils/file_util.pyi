# Copies, moves and writes files.

from loopsafe import blocking

@blocking(kind="disk")
def copy_file(
    src, dst, preserve_mode=1, preserve_times=1, update=0, link=None, verbose=1, dry_run=0
): ...
@blocking(kind="disk")
def move_file(src, dst, verbose=1, dry_run=0): ...
@blocking(kind="disk")
def write_file(filename, contents): ...
