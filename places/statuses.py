"""The states of a place that the public sees, below the models and what they call."""

PUBLISHED, TEMPORARILY_CLOSED = "published", "temporarily_closed"
PUBLIC = (PUBLISHED, TEMPORARILY_CLOSED)
