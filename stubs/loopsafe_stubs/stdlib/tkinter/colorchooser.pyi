# A box waits for the user.

from loopsafe import blocking

@blocking(kind="other")
def askcolor(color=None, *, initialcolor=..., parent=..., title=...): ...
