from . import lib


async def main(device: lib.Device) -> None:
    lib.connect()
    lib.wait()  # E: reaches "time.sleep"  [blocking-call]
    device.poll()  # E: reaches "time.sleep"  [blocking-call]
