# See tkinter.

from loopsafe import blocking

class TkappType:
    @blocking(kind="other")
    def mainloop(self, threshold=0, /): ...
    @blocking(kind="disk")
    def evalfile(self, fileName, /): ...
