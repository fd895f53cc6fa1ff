def wait() -> None:
    pass
