"""From counts to engagement points: points by rules, scales, indicators."""
