import sys

from loopsafe import blocking

if sys.platform == "win32":
    @blocking(kind="other")
    def Beep(frequency, duration): ...
    @blocking(kind="other")
    def PlaySound(sound, flags): ...
