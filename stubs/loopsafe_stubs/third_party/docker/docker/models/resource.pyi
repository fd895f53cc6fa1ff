from loopsafe import blocking

__public_name__ = "docker.models"

class Model:
    @blocking(kind="network")
    def reload(self): ...
