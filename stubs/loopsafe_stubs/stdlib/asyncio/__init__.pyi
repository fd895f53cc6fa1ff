# See the modules inside: each names what blocks, and what belongs to the loop.
