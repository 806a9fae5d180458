"""Posts of a contest: find them on the own channels, match them to entries, decide on those put up again."""
