# As bz2.compress(), and its counterpart.

from loopsafe import blocking

@blocking(kind="cpu")
def bz2_encode(input, errors="strict"): ...

class Codec:
    @blocking(kind="cpu")
    def encode(self, input, errors="strict"): ...

class IncrementalEncoder:
    @blocking(kind="cpu")
    def encode(self, input, final=False): ...
