# Queues without waiting: get() raises if there is nothing, and put() if the queue is full.
