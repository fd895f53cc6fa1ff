from loopsafe import blocking

@blocking(kind="console")
def getpass(prompt="Password: ", stream=None, *, echo_char=None): ...
