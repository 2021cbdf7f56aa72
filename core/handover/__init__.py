"""Invoices that are made here as drafts and handed over to the company's own invoicing system."""
