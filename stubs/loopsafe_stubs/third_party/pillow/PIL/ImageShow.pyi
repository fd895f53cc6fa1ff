from loopsafe import blocking

@blocking(kind="subprocess")
def show(image, title=..., **options): ...
