import time

from .base import Base


class Child(Base):
    def on_event(self) -> None:
        time.sleep(1)
