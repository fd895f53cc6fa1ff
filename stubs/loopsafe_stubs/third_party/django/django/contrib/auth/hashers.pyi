# Slow on purpose.

from loopsafe import blocking

@blocking(kind="cpu")
def make_password(password, salt=..., hasher=...): ...
@blocking(kind="cpu", instead="django.contrib.auth.hashers.acheck_password")
def check_password(password, encoded, setter=..., preferred=...): ...
