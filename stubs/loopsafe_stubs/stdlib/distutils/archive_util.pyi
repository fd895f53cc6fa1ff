# Packs folders.

from loopsafe import blocking

@blocking(kind="disk")
def make_archive(*args, **kwargs): ...
@blocking(kind="disk")
def make_tarball(
    base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None, group=None
): ...
@blocking(kind="disk")
def make_zipfile(base_name, base_dir, verbose=0, dry_run=0): ...
