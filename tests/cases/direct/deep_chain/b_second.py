from .a_bottom import read


class Sensor:
    def read(self) -> int:
        return read()
