"""Business cards: a photo becomes lines of text, and lines become a contact's fields."""
