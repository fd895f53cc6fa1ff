from loopsafe import blocking

@blocking(kind="subprocess")
def grab(
    bbox=...,
    include_layered_windows=...,
    all_screens=...,
    xdisplay=...,
    window=...,
    *,
    scale_down=...,
): ...
@blocking(kind="subprocess")
def grabclipboard(): ...
