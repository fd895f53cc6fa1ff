# Hash objects are fast for what programs hash on a loop; file_digest() reads a file that is open
# already. pbkdf2_hmac() and scrypt() are in _hashlib.
