# Output goes to the terminal, which rarely makes anyone wait. Asking for a key waits for the user,
# unless nodelay() was called, which no type shows.

from loopsafe import blocking

@blocking(kind="sleep", instead="asyncio.sleep")
def napms(ms, /): ...

class window:
    @blocking(kind="console")
    def getch(self, *args, **kwargs): ...
    @blocking(kind="console")
    def getkey(self, *args, **kwargs): ...
    @blocking(kind="console")
    def getstr(self, *args, **kwargs): ...
    @blocking(kind="console")
    def get_wch(self, *args, **kwargs): ...
