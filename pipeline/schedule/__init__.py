"""When a contest is read: its nights and key instants, who may run them, and what rings at the time."""
