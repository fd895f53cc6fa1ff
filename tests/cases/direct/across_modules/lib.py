import time


class Device:
    def poll(self) -> None:
        time.sleep(0.1)


def refresh(device: Device) -> None:
    device.poll()
