from loopsafe import blocking

@blocking(kind="disk")
def copy_files(
    source,
    destination,
    source_filesystem=...,
    destination_filesystem=...,
    *,
    chunk_size=...,
    use_threads=...,
): ...
