# Slow on purpose.

from loopsafe import blocking

@blocking(kind="cpu")
def generate_password_hash(password, method=..., salt_length=...): ...
@blocking(kind="cpu")
def check_password_hash(pwhash, password): ...
