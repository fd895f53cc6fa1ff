# Builds a document in memory.

from loopsafe import blocking

@blocking(kind="disk")
def parse(file, namespaces=True): ...
