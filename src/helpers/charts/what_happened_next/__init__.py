"""What the lesson on what happened next draws."""
