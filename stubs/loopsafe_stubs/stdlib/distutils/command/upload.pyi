# Talks to an index of packages.

from loopsafe import blocking

class upload:
    @blocking(kind="network")
    def run(self): ...
    @blocking(kind="network")
    def upload_file(self, command, pyversion, filename): ...
