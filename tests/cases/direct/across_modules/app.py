from loopsafe import callback

from .middle import refresh, Device


@callback
def on_change(device: Device) -> None:
    refresh(device)  # E: Blocking call on the event loop: "refresh" reaches "time.sleep"  [blocking-call]  # N: "refresh" calls "Device.poll", which calls "time.sleep"
