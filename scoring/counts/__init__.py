"""From readings to each entry's counts, one column a channel and metric."""
