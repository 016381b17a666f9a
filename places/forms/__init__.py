"""The forms of the places app, one module a subject."""
