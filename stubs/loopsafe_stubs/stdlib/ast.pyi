# Works on text and trees in memory. main() reads a file.

from loopsafe import blocking

@blocking(kind="disk")
def main(args=None): ...
