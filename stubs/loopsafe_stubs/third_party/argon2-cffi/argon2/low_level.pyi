from loopsafe import blocking

@blocking(kind="cpu")
def hash_secret(
    secret, salt, time_cost, memory_cost, parallelism, hash_len, type, *args, **kwargs
): ...
@blocking(kind="cpu")
def hash_secret_raw(
    secret, salt, time_cost, memory_cost, parallelism, hash_len, type, *args, **kwargs
): ...
@blocking(kind="cpu")
def verify_secret(hash, secret, type): ...
@blocking(kind="cpu")
def core(context, type): ...
