# The server that forks is started with the first process.

from loopsafe import blocking

class ForkServer:
    @blocking(kind="subprocess")
    def connect_to_new_process(self, fds): ...
    @blocking(kind="subprocess")
    def ensure_running(self): ...

@blocking(kind="subprocess")
def connect_to_new_process(self, fds): ...
@blocking(kind="subprocess")
def ensure_running(self): ...
@blocking(kind="subprocess")
def main(
    listener_fd, alive_r, preload, main_path=None, sys_path=None, *, sys_argv=None, authkey_r=None
): ...
