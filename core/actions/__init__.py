"""The verbs, one a file. An action takes the door's transaction and primitives, and returns records."""
