"""Files of leads: what their columns mean, and their rows taken in a few at a time."""
