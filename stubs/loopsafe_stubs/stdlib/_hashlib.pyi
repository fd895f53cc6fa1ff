# These two are made to be slow. Hash objects are fast, as far as their input is small: not seen
# here.

from loopsafe import blocking

__public_name__ = "hashlib"

@blocking(kind="cpu")
def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None): ...
@blocking(kind="cpu")
def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=...): ...
