# Compressing is harmless for the reasons that zlib has. Making a dictionary goes through all
# samples.

from loopsafe import blocking

@blocking(kind="cpu")
def train_dict(samples_bytes, samples_sizes, dict_size, /): ...
@blocking(kind="cpu")
def finalize_dict(
    custom_dict_bytes, samples_bytes, samples_sizes, dict_size, compression_level, /
): ...
