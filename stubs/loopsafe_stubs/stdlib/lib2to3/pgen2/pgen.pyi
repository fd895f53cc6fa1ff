# Reads the file of a grammar.

from loopsafe import blocking

@blocking(kind="disk")
def generate_grammar(filename=...): ...

class ParserGenerator:
    @blocking(kind="disk")
    def __init__(self, filename, stream=None): ...
