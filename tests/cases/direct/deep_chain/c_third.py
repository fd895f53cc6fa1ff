from .b_second import Sensor


class Station:
    def __init__(self) -> None:
        self.sensor = Sensor()

    def average(self) -> int:
        return self.sensor.read() // 2
