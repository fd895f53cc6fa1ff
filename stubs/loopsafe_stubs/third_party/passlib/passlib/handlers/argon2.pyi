from loopsafe import blocking

__public_name__ = "passlib.hash"

class argon2:
    @classmethod
    @blocking(kind="cpu")
    def hash(cls, secret, **kwds): ...
    @classmethod
    @blocking(kind="cpu")
    def verify(cls, secret, hash, **context): ...
    @classmethod
    def using(cls, *args, **kwds) -> argon2: ...
