# What a distribution is, and its commands.

from loopsafe import blocking

class Distribution:
    @blocking(kind="subprocess")
    def run_command(self, command): ...
    @blocking(kind="subprocess")
    def run_commands(self): ...
    @blocking(kind="disk")
    def find_config_files(self): ...
    @blocking(kind="disk")
    def parse_config_files(self, filenames=None): ...

class DistributionMetadata:
    @blocking(kind="disk")
    def write_pkg_info(self, base_dir): ...
