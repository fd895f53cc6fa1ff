from loopsafe import blocking

__public_name__ = "passlib.hash"

class sha256_crypt:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> sha256_crypt: ...

class sha512_crypt:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> sha512_crypt: ...
