# Reads files, or standard input.

from loopsafe import blocking

@blocking(kind="disk")
def main(): ...
