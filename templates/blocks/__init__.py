"""The blocks that a template is built of, from the top of the page to its foot. Widths are in millimetres."""
