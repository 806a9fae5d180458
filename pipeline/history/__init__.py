"""What must be provable later: published rules, final rankings, and that nothing stored was changed since."""
