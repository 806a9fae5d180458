"""Tie everything together: config, database, steps, schedule, command line and pages.

The only package with a database, a clock, a config file or a secret.
"""
