from fabric import Connection


class Host:
    def __init__(self, name: str) -> None:
        self.connection = Connection(name)


class Spare:
    def __init__(self, name: str) -> None:
        self.connection = name


MAIN = Connection("main")


def connect(name: str) -> Connection:
    return Connection(name)
