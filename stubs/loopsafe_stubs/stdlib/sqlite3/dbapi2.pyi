# Constants, and a view on the database: see _sqlite3 and sqlite3.
