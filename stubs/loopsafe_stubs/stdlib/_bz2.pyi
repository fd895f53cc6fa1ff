# Compresses in memory: see zlib for why that is harmless.
