"""Bodies and headers that nobody should send, as data."""
