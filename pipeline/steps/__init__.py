"""What a night consists of: steps that can be repeated and go on where they stopped."""
