"""Documents: fields and a Word template become a Word file, and that a PDF."""
