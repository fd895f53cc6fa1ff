from loopsafe import blocking

class Signer:
    @blocking(kind="network")
    def sign(self, message): ...
