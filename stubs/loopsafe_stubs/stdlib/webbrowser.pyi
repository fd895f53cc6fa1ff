import sys

from loopsafe import blocking

# The first of these asks the system which browsers there are.
@blocking(kind="subprocess")
def get(using=None): ...
@blocking(kind="subprocess")
def register(name, klass, instance=None, *, preferred=False): ...
@blocking(kind="subprocess")
def register_standard_browsers(): ...
@blocking(kind="subprocess")
def open(url, new=0, autoraise=True): ...
@blocking(kind="subprocess")
def open_new(url): ...
@blocking(kind="subprocess")
def open_new_tab(url): ...

class BaseBrowser:
    @blocking(kind="subprocess")
    def open(self, url, new=0, autoraise=True): ...
    @blocking(kind="subprocess")
    def open_new(self, url): ...
    @blocking(kind="subprocess")
    def open_new_tab(self, url): ...

class GenericBrowser:
    @blocking(kind="subprocess")
    def open(self, url, new=0, autoraise=True): ...

class UnixBrowser:
    @blocking(kind="subprocess")
    def open(self, url, new=0, autoraise=True): ...

if sys.version_info < (3, 12):
    class Grail:
        @blocking(kind="subprocess")
        def open(self, url, new=0, autoraise=True): ...

class Konqueror:
    @blocking(kind="subprocess")
    def open(self, url, new=0, autoraise=True): ...

if sys.platform == "win32":
    class WindowsDefault:
        @blocking(kind="subprocess")
        def open(self, url, new=0, autoraise=True): ...

if sys.platform == "darwin" and sys.version_info < (3, 13):
    class MacOSX:
        @blocking(kind="subprocess")
        def open(self, url, new=0, autoraise=True): ...

if sys.platform == "darwin":
    class MacOSXOSAScript:
        @blocking(kind="subprocess")
        def open(self, url, new=0, autoraise=True): ...
