from paramiko.pkey import PKey

__public_name__ = "paramiko"

class RSAKey(PKey): ...
