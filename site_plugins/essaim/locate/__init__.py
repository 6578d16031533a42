"""Second room: initiatives are tied to places and territories."""
