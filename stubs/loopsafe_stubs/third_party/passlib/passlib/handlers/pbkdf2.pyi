from loopsafe import blocking

__public_name__ = "passlib.hash"

class pbkdf2_sha1:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> pbkdf2_sha1: ...

class pbkdf2_sha256:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> pbkdf2_sha256: ...

class pbkdf2_sha512:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> pbkdf2_sha512: ...
