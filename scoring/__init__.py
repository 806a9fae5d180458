"""Turn counts and marks into points, ranks and awards, exactly, and keep the whole way.

Frames and a validated value (`Rules`) in, a `Ranking` out. No I/O, no clock, no sentences for people.
"""
