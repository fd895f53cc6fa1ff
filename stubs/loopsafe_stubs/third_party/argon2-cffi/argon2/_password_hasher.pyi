from loopsafe import blocking

__public_name__ = "argon2"

class PasswordHasher:
    @blocking(kind="cpu")
    def hash(self, password, *, salt=...): ...
    @blocking(kind="cpu")
    def verify(self, hash, password): ...
