# MemoryBIO, RAND_* and what reads a context work in memory.

import sys
from typing import Literal, overload

from loopsafe import blocking

__public_name__ = "ssl"

if sys.platform == "win32":
    @blocking(kind="disk")
    def enum_certificates(store_name): ...
    @blocking(kind="disk")
    def enum_crls(store_name): ...

class _SSLContext:
    __public_name__ = "ssl.SSLContext"
    @blocking(kind="disk")
    def load_cert_chain(self, certfile, keyfile=None, password=None): ...
    @blocking(kind="disk")
    def load_dh_params(self, path, /): ...
    @overload
    def load_verify_locations(
        self, cafile: Literal[None] = None, capath: Literal[None] = None, *, cadata
    ): ...
    @overload
    @blocking(kind="disk")
    def load_verify_locations(self, cafile=None, capath=None, cadata=None): ...
    @blocking(kind="disk")
    def set_default_verify_paths(self): ...
