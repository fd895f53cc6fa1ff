import time


def read():
    time.sleep(1)


def write(): ...


class Device:
    def close(self): ...
