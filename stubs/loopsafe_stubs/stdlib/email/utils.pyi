from typing import overload

from loopsafe import blocking

# Without a domain it looks up the name of the host.
@overload
def make_msgid(idstring=None, *, domain): ...
@overload
@blocking(kind="network")
def make_msgid(idstring=None, domain=None): ...
