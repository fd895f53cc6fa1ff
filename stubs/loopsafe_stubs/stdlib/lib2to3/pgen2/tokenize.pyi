# Works on lines that it gets.
