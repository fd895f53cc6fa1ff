# Reads one file and writes another.

from loopsafe import blocking

@blocking(kind="disk")
def encode(in_file, out_file, name=None, mode=None, *, backtick=False): ...
@blocking(kind="disk")
def decode(in_file, out_file=None, mode=None, quiet=False): ...
