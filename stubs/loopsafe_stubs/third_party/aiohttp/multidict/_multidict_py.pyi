# The lock around a counter, and everything else here, works in memory. aiohttp makes such
# dictionaries all the time.
