"""Rows to frames and rankings to report data: where the rooms' values are turned into one another."""
