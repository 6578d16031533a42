"""First room: files become checked initiatives."""
