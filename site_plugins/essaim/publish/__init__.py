"""Third room: a catalogue becomes pages, maps and data."""
