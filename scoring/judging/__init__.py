"""From marks to judge points: sheets, severity, the joining of judges, the parts of a contest."""
