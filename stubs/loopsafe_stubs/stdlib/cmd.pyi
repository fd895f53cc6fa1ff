from loopsafe import blocking

class Cmd:
    @blocking(kind="console")
    def cmdloop(self, intro=None): ...
