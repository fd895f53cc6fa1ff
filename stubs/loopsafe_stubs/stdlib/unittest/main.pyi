# Runs all tests.

from loopsafe import blocking

class TestProgram:
    @blocking(kind="other")
    def __init__(
        self,
        module="__main__",
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=...,
        exit=True,
        verbosity=1,
        failfast=None,
        catchbreak=None,
        buffer=None,
        warnings=None,
        *,
        tb_locals=False,
        durations=None,
    ): ...
    @blocking(kind="other")
    def runTests(self): ...
