# Works in memory, but for files of profiles. Stats() takes a profile or the name of a file: what a
# name costs is missed.

from loopsafe import blocking

class Stats:
    @blocking(kind="disk")
    def dump_stats(self, filename): ...
    @blocking(kind="disk")
    def load_stats(self, arg): ...
    @blocking(kind="disk")
    def add(self, *arg_list): ...
