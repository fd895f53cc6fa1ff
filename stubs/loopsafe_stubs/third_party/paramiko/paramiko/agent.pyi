# The agent is asked through a local socket.

from loopsafe import blocking

__public_name__ = "paramiko"

class Agent:
    @blocking(kind="network")
    def __init__(self): ...
