# The variables are imported once and remembered. parse_config_h() gets a file that is open already.
