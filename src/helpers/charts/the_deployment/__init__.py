"""Lesson the_deployment: North Korean soldiers by scope and day, who confirmed them when, a table."""
