# Importing it opens a web browser; that is the joke.
