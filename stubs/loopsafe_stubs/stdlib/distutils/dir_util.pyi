# Makes, copies and removes folders.

from loopsafe import blocking

@blocking(kind="disk")
def copy_tree(
    src, dst, preserve_mode=1, preserve_times=1, preserve_symlinks=0, update=0, verbose=1, dry_run=0
): ...
@blocking(kind="disk")
def create_tree(base_dir, files, mode=511, verbose=1, dry_run=0): ...
@blocking(kind="disk")
def mkpath(name, mode=511, verbose=1, dry_run=0): ...
@blocking(kind="disk")
def remove_tree(directory, verbose=1, dry_run=0): ...
