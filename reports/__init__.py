"""Write the ranked report of a contest as files that people read: HTML, CSV, JSON and charts.

Report data in, files out. No database, no clock, no config.
"""
