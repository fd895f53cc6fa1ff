# The registry is in memory, unless a part of it is saved, loaded, or on another machine.

import sys

from loopsafe import blocking

if sys.platform == "win32":
    @blocking(kind="disk")
    def FlushKey(key, /): ...
    @blocking(kind="disk")
    def LoadKey(key, sub_key, file_name, /): ...
    @blocking(kind="disk")
    def SaveKey(key, file_name, /): ...
    @blocking(kind="network")
    def ConnectRegistry(computer_name, key, /): ...
