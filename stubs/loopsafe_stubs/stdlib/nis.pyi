# Tables come from the network.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="network")
    def cat(map, domain=...): ...
    @blocking(kind="network")
    def maps(domain=...): ...
    @blocking(kind="network")
    def match(key, map, domain=...): ...
