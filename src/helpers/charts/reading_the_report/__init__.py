"""What the lesson on reading the report draws."""
