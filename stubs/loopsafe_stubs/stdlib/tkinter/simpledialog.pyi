# A box waits for the user.

from loopsafe import blocking

@blocking(kind="other")
def askfloat(title, prompt, *, initialvalue=..., minvalue=..., maxvalue=..., parent=...): ...
@blocking(kind="other")
def askinteger(title, prompt, *, initialvalue=..., minvalue=..., maxvalue=..., parent=...): ...
@blocking(kind="other")
def askstring(title, prompt, *, initialvalue=..., show=..., parent=...): ...

class Dialog:
    @blocking(kind="other")
    def __init__(self, parent, title=None): ...

class SimpleDialog:
    @blocking(kind="other")
    def go(self): ...
