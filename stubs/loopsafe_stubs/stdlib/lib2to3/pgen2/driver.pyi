# Parses text; the grammar and files are read.

from loopsafe import blocking

@blocking(kind="disk")
def load_grammar(gt=..., gp=None, save=True, force=False, logger=None): ...

class Driver:
    @blocking(kind="disk")
    def parse_file(self, filename, encoding=None, debug=False): ...
