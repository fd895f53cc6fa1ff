# Its locks are held for an instant. What waits is declared on clients, collections and cursors.
