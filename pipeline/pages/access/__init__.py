"""Who may open which pages: users, judges' links, and the browsers that are signed in."""
