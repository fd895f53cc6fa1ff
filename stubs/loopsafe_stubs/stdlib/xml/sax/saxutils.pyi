# Works in memory. prepare_input_source() opens what has an address.

from loopsafe import blocking

@blocking(kind="network")
def prepare_input_source(source, base=""): ...

class XMLFilterBase:
    @blocking(kind="disk")
    def parse(self, source): ...
