from loopsafe import blocking

__public_name__ = "zoneinfo"

@blocking(kind="disk")
def find_tzfile(key): ...
@blocking(kind="disk")
def available_timezones(): ...
