# Channels are queues without waiting: recv() returns its default at once.
