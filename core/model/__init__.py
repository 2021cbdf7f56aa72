"""The nouns, one a file."""

from core.model.account import Account
from core.model.activity import Activity, ActivityLink
from core.model.adoption import Adoption
from core.model.base import Base, Record
from core.model.contact import Contact
from core.model.counter import Counter
from core.model.document import Document
from core.model.event import Event
from core.model.invoice import Invoice
from core.model.lead import Lead
from core.model.lines import InvoiceLine, OpportunityLine, OrderLine, QuoteLine
from core.model.opportunity import Opportunity
from core.model.order import Order
from core.model.post import Post
from core.model.promotion import Promotion
from core.model.quote import Quote
from core.model.search_word import SearchWord
from core.model.submission import Submission
from core.model.user import User

RECORDS: dict[str, type[Record]] = {
    record.kind: record for record in (Lead, Account, Contact, Opportunity, Quote, Order, Invoice)
}

__all__ = [
    "RECORDS",
    "Account",
    "Activity",
    "ActivityLink",
    "Adoption",
    "Base",
    "Contact",
    "Counter",
    "Document",
    "Event",
    "Invoice",
    "InvoiceLine",
    "Lead",
    "Opportunity",
    "OpportunityLine",
    "Order",
    "OrderLine",
    "Post",
    "Promotion",
    "Quote",
    "QuoteLine",
    "Record",
    "SearchWord",
    "Submission",
    "User",
]
