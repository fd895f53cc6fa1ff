# dataset() looks through folders.

from pyarrow._dataset import Dataset

from loopsafe import blocking

@blocking(kind="disk")
def dataset(source, schema=..., format=..., *args, **kwargs) -> Dataset: ...
@blocking(kind="disk")
def parquet_dataset(
    metadata_path, schema=..., filesystem=..., format=..., partitioning=..., partition_base_dir=...
) -> Dataset: ...
@blocking(kind="disk")
def write_dataset(data, base_dir, *args, **kwargs): ...
