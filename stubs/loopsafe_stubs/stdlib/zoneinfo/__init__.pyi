# ZoneInfo(key) reads a small file once for each zone and remembers it. In nearly all programs that
# is once or twice in their life, so it is harmless here: a false alarm on every use of a time zone
# would cost more.

from loopsafe import blocking

class ZoneInfo:
    @classmethod
    @blocking(kind="disk")
    def no_cache(cls, key): ...
