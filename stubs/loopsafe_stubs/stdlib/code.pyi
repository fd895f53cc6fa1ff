from loopsafe import blocking

class InteractiveConsole:
    @blocking(kind="console")
    def interact(self, banner=None, exitmsg=None): ...
    @blocking(kind="console")
    def raw_input(self, prompt=""): ...

@blocking(kind="console")
def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False): ...
