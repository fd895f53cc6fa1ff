from loopsafe import blocking

__public_name__ = "paramiko"

class ProxyCommand:
    @blocking(kind="subprocess")
    def __init__(self, command_line): ...
    @blocking(kind="subprocess")
    def send(self, content): ...
    @blocking(kind="subprocess")
    def recv(self, size): ...
