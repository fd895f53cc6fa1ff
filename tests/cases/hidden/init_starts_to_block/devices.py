from .base import Base


class Light(Base):
    pass


class Lamp(Light):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
