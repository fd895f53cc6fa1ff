from loopsafe import blocking

__public_name__ = "netmiko"

class CiscoBaseConnection:
    @blocking(kind="network")
    def check_config_mode(self, check_string=..., pattern=..., force_regex=...): ...
    @blocking(kind="network")
    def check_enable_mode(self, check_string=...): ...
    @blocking(kind="network")
    def cleanup(self, command=...): ...
    @blocking(kind="network")
    def config_mode(self, config_command=..., pattern=..., re_flags=...): ...
    @blocking(kind="network")
    def enable(self, cmd=..., pattern=..., enable_pattern=..., check_state=..., re_flags=...): ...
    @blocking(kind="network")
    def exit_config_mode(self, exit_config=..., pattern=...): ...
    @blocking(kind="network")
    def exit_enable_mode(self, exit_command=...): ...
    @blocking(kind="network")
    def save_config(self, cmd=..., confirm=..., confirm_response=...): ...
    @blocking(kind="network")
    def serial_login(
        self,
        pri_prompt_terminator=...,
        alt_prompt_terminator=...,
        username_pattern=...,
        pwd_pattern=...,
        delay_factor=...,
        max_loops=...,
    ): ...
    @blocking(kind="network")
    def telnet_login(
        self,
        pri_prompt_terminator=...,
        alt_prompt_terminator=...,
        username_pattern=...,
        pwd_pattern=...,
        delay_factor=...,
        max_loops=...,
    ): ...
