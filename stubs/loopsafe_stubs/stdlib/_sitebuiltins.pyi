# What exit, help, copyright and their like are. Long texts are shown page by page.

from loopsafe import blocking

class _Printer:
    @blocking(kind="console")
    def __call__(self): ...

class _Helper:
    @blocking(kind="console")
    def __call__(self, request=...): ...
