"""Articles to dated events: read, clean, segment, date, extract and link."""
