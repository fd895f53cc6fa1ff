# A box waits for the user.

from loopsafe import blocking

class Dialog:
    @blocking(kind="other")
    def show(self, **options): ...
