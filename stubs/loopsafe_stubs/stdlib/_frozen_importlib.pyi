# The machinery of import statements. What programs call is in importlib.

__public_name__ = "importlib.machinery"

class BuiltinImporter:
    # What is built in or frozen is in memory.
    @classmethod
    def load_module(cls, fullname): ...
    @staticmethod
    def exec_module(module): ...

class FrozenImporter:
    @classmethod
    def load_module(cls, fullname): ...
    @staticmethod
    def exec_module(module): ...
