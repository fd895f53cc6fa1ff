# Its locks guard lists of connections and are held for an instant. What waits is declared on the
# clients.
