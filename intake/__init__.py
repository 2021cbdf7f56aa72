"""The door for web forms, files and card photos."""
