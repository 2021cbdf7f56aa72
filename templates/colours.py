"""The colours of the templates; the accent gives way to the company's when rendered."""

ACCENT, INK, MUTED, RULE, TINT, WARNING = "1F4E79", "222222", "6B7280", "D1D5DB", "EEF3F8", "9A3412"
WHITE = "FFFFFF"
