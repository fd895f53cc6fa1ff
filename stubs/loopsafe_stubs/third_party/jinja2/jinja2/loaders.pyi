# DictLoader, FunctionLoader and the like have methods of their own, which work in memory.

from loopsafe import blocking

__public_name__ = "jinja2"

class FileSystemLoader:
    @blocking(kind="disk")
    def get_source(self, environment, template): ...
    @blocking(kind="disk")
    def list_templates(self): ...
    @blocking(kind="disk")
    def load(self, environment, name, globals=...): ...

class PackageLoader:
    @blocking(kind="disk")
    def __init__(self, package_name, package_path=..., encoding=...): ...
    @blocking(kind="disk")
    def get_source(self, environment, template): ...
    @blocking(kind="disk")
    def list_templates(self): ...
    @blocking(kind="disk")
    def load(self, environment, name, globals=...): ...

class ModuleLoader:
    @blocking(kind="import")
    def load(self, environment, name, globals=...): ...
