"""Cases 7 and 28: modules without annotations; an edit far below introduces and removes faults."""
