# Reads source and runs the examples in it.

from loopsafe import blocking

@blocking(kind="other")
def testmod(
    m=None,
    name=None,
    globs=None,
    verbose=None,
    report=True,
    optionflags=0,
    extraglobs=None,
    raise_on_error=False,
    exclude_empty=False,
): ...
@blocking(kind="other")
def run_docstring_examples(
    f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0
): ...
@blocking(kind="disk")
def testfile(
    filename,
    module_relative=True,
    name=None,
    package=None,
    globs=None,
    verbose=None,
    report=True,
    optionflags=0,
    extraglobs=None,
    raise_on_error=False,
    parser=...,
    encoding=None,
): ...
@blocking(kind="disk")
def testsource(module, name): ...
@blocking(kind="disk")
def DocFileSuite(*paths, **kw): ...
@blocking(kind="disk")
def DocFileTest(
    path, module_relative=True, package=None, globs=None, parser=..., encoding=None, **options
): ...
@blocking(kind="disk")
def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options): ...
@blocking(kind="console")
def debug(module, name, pm=False): ...
@blocking(kind="console")
def debug_src(src, pm=False, globs=None): ...
@blocking(kind="console")
def debug_script(src, pm=False, globs=None): ...

class DocTestRunner:
    @blocking(kind="other")
    def run(self, test, compileflags=None, out=None, clear_globs=True): ...

class DocTestCase:
    @blocking(kind="other")
    def runTest(self): ...

class DocTestFinder:
    @blocking(kind="disk")
    def find(self, obj, name=None, module=None, globs=None, extraglobs=None): ...
