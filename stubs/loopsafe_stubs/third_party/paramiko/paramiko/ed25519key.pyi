from paramiko.pkey import PKey

__public_name__ = "paramiko"

class Ed25519Key(PKey): ...
