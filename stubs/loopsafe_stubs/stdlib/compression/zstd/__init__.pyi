# Compressing is harmless for the reasons that zlib has. Making a dictionary goes through all
# samples.

from loopsafe import blocking

@blocking(kind="cpu")
def train_dict(samples, dict_size): ...
@blocking(kind="cpu")
def finalize_dict(zstd_dict, /, samples, dict_size, level): ...
