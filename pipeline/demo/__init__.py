"""The demo: a made-up contest and the platforms that stand in for the real ones."""
