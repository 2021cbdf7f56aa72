"""Reading free text: whatever names a person and their company becomes the fields of a contact."""

from core.reading.contact import Contact, Doubt, Line, Phone
from core.reading.reader import glance, read

__all__ = ["Contact", "Doubt", "Line", "Phone", "glance", "read"]
