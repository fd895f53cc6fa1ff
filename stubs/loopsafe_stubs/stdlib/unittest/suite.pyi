# Runs tests.

from loopsafe import blocking

class BaseTestSuite:
    @blocking(kind="other")
    def run(self, result): ...
    @blocking(kind="other")
    def __call__(self, result): ...
    @blocking(kind="other")
    def debug(self): ...

class TestSuite:
    @blocking(kind="other")
    def run(self, result, debug=False): ...
