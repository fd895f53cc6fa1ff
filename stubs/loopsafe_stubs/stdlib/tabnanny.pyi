# Reads source.

from loopsafe import blocking

@blocking(kind="disk")
def check(file): ...
