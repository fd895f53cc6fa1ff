from .lib import Device as Device
from .lib import refresh as refresh
