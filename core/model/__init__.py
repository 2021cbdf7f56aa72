"""The nouns, one a file."""

from sqlalchemy import Index

from core.model.account import Account
from core.model.activity import Activity, ActivityLink
from core.model.adoption import Adoption
from core.model.api_token import ApiToken
from core.model.attempt import Attempt
from core.model.base import Base, Record
from core.model.batch import Batch, Rejection
from core.model.consent import Consent, Suppression
from core.model.contact import Contact
from core.model.counter import Counter
from core.model.distinction import Distinction
from core.model.document import Document
from core.model.event import Event
from core.model.invoice import Invoice
from core.model.lead import Lead
from core.model.lines import InvoiceLine, OpportunityLine, OrderLine, QuoteLine
from core.model.match_key import MatchKey
from core.model.opportunity import Opportunity
from core.model.order import Order
from core.model.payment import Payment
from core.model.post import Post
from core.model.product import Product
from core.model.promotion import Promotion
from core.model.quote import Quote
from core.model.reply import Reply
from core.model.search_word import SearchWord
from core.model.submission import Submission
from core.model.user import User

RECORDS: dict[str, type[Record]] = {
    record.kind: record for record in (Lead, Account, Contact, Product, Opportunity, Quote, Order, Invoice)
}

# Programs read lists in the order of change, whole or of one state.
for record in RECORDS.values():
    table, state = record.__tablename__, getattr(record, "state", None)  # type: ignore[attr-defined]
    Index(f"ix_{table}_changed", record.updated_at, record.id)
    if state is not None:
        Index(f"ix_{table}_state_changed", state, record.updated_at, record.id)

__all__ = [
    "RECORDS",
    "Account",
    "Activity",
    "ActivityLink",
    "Adoption",
    "ApiToken",
    "Attempt",
    "Base",
    "Batch",
    "Consent",
    "Contact",
    "Counter",
    "Distinction",
    "Document",
    "Event",
    "Invoice",
    "InvoiceLine",
    "Lead",
    "MatchKey",
    "Opportunity",
    "OpportunityLine",
    "Order",
    "OrderLine",
    "Payment",
    "Post",
    "Product",
    "Promotion",
    "Quote",
    "QuoteLine",
    "Record",
    "Rejection",
    "Reply",
    "SearchWord",
    "Submission",
    "Suppression",
    "User",
]
