from loopsafe import blocking

class RobotFileParser:
    @blocking(kind="network")
    def read(self): ...
