"""Keep an installation in order: begin it, examine it, back it up and restore it, keep its logs."""
