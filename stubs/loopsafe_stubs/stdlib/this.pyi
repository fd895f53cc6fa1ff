# A poem.
