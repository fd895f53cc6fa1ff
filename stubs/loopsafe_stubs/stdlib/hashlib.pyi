# Hash objects are fast for what programs hash on a loop. pbkdf2_hmac() and scrypt() are in
# _hashlib.

from loopsafe import blocking

# It reads the whole file.
@blocking(kind="disk")
def file_digest(fileobj, digest, /, **kwargs): ...
