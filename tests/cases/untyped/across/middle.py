from . import bottom
from .bottom import Device


def read_all():
    bottom.read()


def write_all():
    bottom.write()


class Light(Device):
    def stop(self):
        self.close()
