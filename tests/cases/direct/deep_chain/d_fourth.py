from . import c_third


def summary(station: c_third.Station) -> str:
    return f"{station.average()}"
