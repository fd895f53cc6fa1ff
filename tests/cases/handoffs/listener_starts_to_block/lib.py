def read() -> int:
    return 1


class Listener:
    def on_data(self) -> None:
        read()
