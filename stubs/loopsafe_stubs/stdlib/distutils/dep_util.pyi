# Compares the age of files.

from loopsafe import blocking

@blocking(kind="disk")
def newer(source, target): ...
@blocking(kind="disk")
def newer_group(sources, target, missing="error"): ...
@blocking(kind="disk")
def newer_pairwise(sources, targets): ...
