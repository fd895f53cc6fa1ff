# What is drawn is drawn by the loop of Tk, which waits, as do the functions that wait for the user.
# The rest talks to Tcl in memory.

from loopsafe import blocking

@blocking(kind="other")
def mainloop(n=0): ...

class Misc:
    @blocking(kind="other")
    def mainloop(self, n=0): ...
    @blocking(kind="other")
    def wait_variable(self, name="PY_VAR"): ...
    @blocking(kind="other")
    def waitvar(self, name="PY_VAR"): ...
    @blocking(kind="other")
    def wait_window(self, window=None): ...
    @blocking(kind="other")
    def wait_visibility(self, window=None): ...

class Tk:
    # What _tkinter has.
    @blocking(kind="other")
    def mainloop(self, n=0, /): ...
