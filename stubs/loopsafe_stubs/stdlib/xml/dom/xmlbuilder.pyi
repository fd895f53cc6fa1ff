# A document is in memory, unless it is asked for by its address.

from loopsafe import blocking

class DOMBuilder:
    @blocking(kind="network")
    def parseURI(self, uri): ...

class DOMEntityResolver:
    @blocking(kind="network")
    def resolveEntity(self, publicId, systemId): ...
