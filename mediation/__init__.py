"""The project package: wiring, and the three apps of the professional space."""
