# It asks for keys until the user is done.

from loopsafe import blocking

class Textbox:
    @blocking(kind="console")
    def edit(self, validate=None): ...
