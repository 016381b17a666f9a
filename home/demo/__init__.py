"""A fictitious Creuse, for the demonstration: nobody and nothing here exists."""
