"""What Lantoa keeps: typed tables, migrations, and the few questions that are asked of them."""
