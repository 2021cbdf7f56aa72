"""What the Makefile runs before anything else: only Python's own library may be imported here."""
