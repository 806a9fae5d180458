"""What a night consists of: collect, rank, publish; each can be repeated and goes on where it stopped."""
