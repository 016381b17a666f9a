"""The public directory's pages, by noun."""
