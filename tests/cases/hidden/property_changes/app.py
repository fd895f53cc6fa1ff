from loopsafe import callback

from .lib import Device


def describe(device: Device) -> str:
    return device.name


@callback
def on_event(device: Device) -> None:
    device.level
    device.name  # E: reaches "time.sleep"  [blocking-call]
    describe(device)  # E: "describe" reaches "time.sleep"  [blocking-call]
