"""Attacks on the course, each counted by tests/faults.py and held by a test of its own."""
