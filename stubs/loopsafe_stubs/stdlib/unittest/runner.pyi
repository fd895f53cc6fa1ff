# Runs tests.

from loopsafe import blocking

class TextTestRunner:
    @blocking(kind="other")
    def run(self, test): ...
