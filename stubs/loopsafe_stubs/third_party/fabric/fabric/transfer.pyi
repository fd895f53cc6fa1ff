from loopsafe import blocking

__public_name__ = "fabric.transfer"

class Transfer:
    @blocking(kind="network")
    def get(self, remote, local=..., preserve_mode=...): ...
    @blocking(kind="network")
    def put(self, local, remote=..., preserve_mode=...): ...
