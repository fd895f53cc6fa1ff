# Loading and dumping works on text, or on a file that is open already: opening it is what blocks.
