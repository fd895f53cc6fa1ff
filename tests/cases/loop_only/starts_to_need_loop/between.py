from .lib import update


def update_all() -> None:
    for _ in range(3):
        update()
