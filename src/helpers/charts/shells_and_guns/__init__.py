"""What the lesson on shells and guns draws and prints."""
