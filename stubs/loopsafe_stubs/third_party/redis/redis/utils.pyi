from redis.client import Redis

__public_name__ = "redis"

def from_url(url, **kwargs) -> Redis: ...
