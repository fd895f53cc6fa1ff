# These take long on purpose; digests such as hex_md5 do not.

from passlib.handlers.argon2 import argon2 as argon2
from passlib.handlers.bcrypt import bcrypt as bcrypt
from passlib.handlers.bcrypt import bcrypt_sha256 as bcrypt_sha256
from passlib.handlers.pbkdf2 import pbkdf2_sha1 as pbkdf2_sha1
from passlib.handlers.pbkdf2 import pbkdf2_sha256 as pbkdf2_sha256
from passlib.handlers.pbkdf2 import pbkdf2_sha512 as pbkdf2_sha512
from passlib.handlers.scrypt import scrypt as scrypt
from passlib.handlers.sha2_crypt import sha256_crypt as sha256_crypt
from passlib.handlers.sha2_crypt import sha512_crypt as sha512_crypt
