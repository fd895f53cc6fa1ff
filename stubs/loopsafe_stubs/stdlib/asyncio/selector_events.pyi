# The same for every loop: see asyncio.events and asyncio.base_events.
