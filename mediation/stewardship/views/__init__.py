"""Pages of who holds a sheet, of who reads it, and of who moderates."""
