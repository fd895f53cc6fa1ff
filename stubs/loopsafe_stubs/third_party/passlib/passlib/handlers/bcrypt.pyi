from loopsafe import blocking

__public_name__ = "passlib.hash"

class bcrypt:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> bcrypt: ...

class bcrypt_sha256:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> bcrypt_sha256: ...
