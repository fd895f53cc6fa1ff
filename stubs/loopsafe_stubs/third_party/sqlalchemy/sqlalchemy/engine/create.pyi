# An engine connects when it is used.

from sqlalchemy.engine.base import Engine

__public_name__ = "sqlalchemy"

def create_engine(url, **kwargs) -> Engine: ...
