import import_forms.facade
import import_forms.lib
import import_forms.lib as library
from import_forms import facade, renamed
from import_forms.lib import wait
from import_forms.lib import wait as rest
from import_forms.renamed import *

from loopsafe import callback

from . import lib
from .facade import Device
from .facade import wait as starred


@callback
def on_event(device: Device, machine: Machine) -> None:
    wait()  # E: reaches "time.sleep"  [blocking-call]
    rest()  # E: reaches "time.sleep"  [blocking-call]
    starred()  # E: reaches "time.sleep"  [blocking-call]
    library.wait()  # E: reaches "time.sleep"  [blocking-call]
    lib.wait()  # E: reaches "time.sleep"  [blocking-call]
    facade.wait()  # E: reaches "time.sleep"  [blocking-call]
    import_forms.lib.wait()  # E: reaches "time.sleep"  [blocking-call]
    import_forms.facade.wait()  # E: reaches "time.sleep"  [blocking-call]
    renamed.pause()  # E: reaches "time.sleep"  [blocking-call]
    renamed.inner.wait()  # E: reaches "time.sleep"  [blocking-call]
    pause()  # E: reaches "time.sleep"  [blocking-call]
    inner.wait()  # E: reaches "time.sleep"  [blocking-call]
    device.poll()  # E: reaches "time.sleep"  [blocking-call]
    machine.poll()  # E: reaches "time.sleep"  [blocking-call]


async def imports_late() -> None:
    from .lib import wait as late

    late()  # E: reaches "time.sleep"  [blocking-call]
