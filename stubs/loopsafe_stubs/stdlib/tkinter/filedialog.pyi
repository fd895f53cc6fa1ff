# A box waits for the user.

from loopsafe import blocking

class FileDialog:
    @blocking(kind="other")
    def go(self, dir_or_file=".", pattern="*", default="", key=None): ...

@blocking(kind="other")
def askdirectory(*, initialdir=..., mustexist=False, parent=..., title=...): ...
@blocking(kind="other")
def askopenfile(
    mode="r",
    *,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def askopenfilename(
    *,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def askopenfilenames(
    *,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def askopenfiles(
    mode="r",
    *,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def asksaveasfile(
    mode="w",
    *,
    confirmoverwrite=True,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def asksaveasfilename(
    *,
    confirmoverwrite=True,
    defaultextension="",
    filetypes=...,
    initialdir=...,
    initialfile=...,
    parent=...,
    title=...,
    typevariable=...,
): ...
@blocking(kind="other")
def test(): ...
