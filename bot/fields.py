"""The fields that people can change, by kind of record: their words, and how each is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot import field_inputs as inputs
from bot.field_inputs import TEXT, Input
from bot.records import customer
from bot.views.blocks import clip
from bot.words import Word
from core.actions.editable import FIELDS as EDITABLE
from core.crm import Transaction
from core.cycle import Step
from core.errors import NotUnderstood, SalesError
from core.identity import plain
from core.language import Language, mark

# What empties a field; a revenue and a probability are then computed again.
NOTHING = ("-", "–", "none", "nothing", "aucun", "aucune", "rien", "vide")
COMPUTED = ("auto", "from lines", "from stage", "selon les lignes", "selon l'étape", "selon l’étape")
EMPTY = frozenset(plain(word) for word in NOTHING + COMPUTED)


@dataclass(frozen=True)
class Field:
    """A field's word, whose value is the field's name in core."""

    word: Word
    input: Input = TEXT
    hint: str = ""

    @property
    def name(self) -> str:
        """The field's name in core, and its block's id in the form."""
        return self.word.value

    def label(self, language: Language) -> str:
        """Its name over an input."""
        shown = self.word.shown(language)
        return shown[0].upper() + shown[1:]

    def shown(self, language: Language, record: Any) -> str:
        """What stands in the form now."""
        value = _value(record, self.name)
        return "" if value is None else clip(self.input.write(language, value).strip(), self.input.longest)


def _field(name: str, en: str, fr: str, how: Input = TEXT, hint: str = "") -> Field:
    """A field with its spellings, separated by bars."""
    return Field(Word(name, tuple(en.split("|")), tuple(fr.split("|"))), how, hint)


NAME = _field("name", "name", "nom|intitulé")
PHONE, WEBSITE = _field("phone", "phone", "téléphone|tél"), _field("website", "website|site", "site|site web")
ADDRESS = _field("address", "address", "adresse", inputs.LONG_TEXT)
COUNTRY = _field("country", "country", "pays", inputs.COUNTRY)
SIREN = _field("siren", "SIREN", "SIREN")
LANGUAGE = _field("language", "language", "langue", inputs.LANGUAGE)
VAT_SCHEME = _field("vat_scheme", "VAT scheme|scheme", "régime de TVA|régime", inputs.VAT_SCHEME)
NEED = _field("need", "need", "besoin", inputs.LONG_TEXT)
PERSON = (
    _field("salutation", "salutation|title", "civilité"),
    _field("first_name", "first name", "prénom"),
    _field("last_name", "last name|surname", "nom de famille|nom"),
    _field("job_title", "job title|job", "fonction|poste"),
    _field("email", "e-mail|email|mail", "e-mail|email|mail|courriel"),
    PHONE,
    _field("mobile", "mobile", "mobile|portable"),
    ADDRESS,
    COUNTRY,
)
SALE = (
    _field("subject", "subject", "objet|sujet"),
    _field(
        "customer_reference", "customer reference|po|purchase order", "référence du client|référence|bon de commande"
    ),
    LANGUAGE,
    VAT_SCHEME,
    _field("ship_to", "ship to|delivery address", "adresse de livraison|livrer à", inputs.LONG_TEXT),
    _field("supplied_on", "supply date|supplied on|delivery date", "date de livraison|livré le", inputs.DAY),
    _field("delivery", "delivery", "livraison", inputs.LONG_TEXT),
    _field("place", "place", "lieu"),
    _field("start", "start", "début"),
    _field("duration", "duration", "durée"),
    _field("travel", "travel", "déplacement|déplacements"),
    _field("preparation", "preparation", "préparation"),
    _field("notes", "notes|remarks", "remarques|notes", inputs.LONG_TEXT),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "lead": (
        *PERSON,
        _field("company", "company", "société|entreprise"),
        SIREN,
        WEBSITE,
        _field("topic", "topic", "sujet"),
        NEED,
        _field("budget", "budget", "budget", inputs.AMOUNT),
        _field("estimated_value", "estimated value|value", "valeur estimée|valeur|montant", inputs.AMOUNT),
        _field("estimated_close_on", "close|estimated close", "clôture|date estimée", inputs.DAY),
        _field("time_frame", "time frame", "échéance|délai"),
        _field("decision_maker", "decision maker", "décideur"),
    ),
    "account": (
        NAME,
        SIREN,
        _field("vat_id", "VAT number|VAT id|VAT", "numéro de TVA|TVA"),
        VAT_SCHEME,
        LANGUAGE,
        PHONE,
        WEBSITE,
        ADDRESS,
        COUNTRY,
    ),
    "contact": PERSON,
    "product": (
        _field("code", "code", "code"),
        NAME,
        _field("unit_price", "price|unit price", "prix|prix unitaire", inputs.FIGURE),
        _field("unit", "unit", "unité"),
        _field("vat_rate", "VAT rate|VAT", "taux de TVA|TVA", inputs.FIGURE),
        _field("nature", "nature", "nature", inputs.NATURE),
        _field("details", "details", "détails", inputs.LONG_TEXT),
        _field("name_en", "English name|name in English", "nom en anglais|nom anglais"),
        _field("details_en", "English details|details in English", "détails en anglais", inputs.LONG_TEXT),
        _field("name_fr", "French name|name in French", "nom en français|nom français"),
        _field("details_fr", "French details|details in French", "détails en français", inputs.LONG_TEXT),
        _field("is_active", "for sale|active", "en vente|actif", inputs.YES_OR_NO),
    ),
    "opportunity": (
        NAME,
        _field(
            "revenue", "revenue|amount", "montant|revenu|chiffre d'affaires", inputs.AMOUNT,
            mark("Leave it empty, and it follows from the lines."),
        ),
        _field(
            "probability", "probability", "probabilité|proba", inputs.FIGURE,
            mark("In percent. Leave it empty, and it is the stage’s."),
        ),
        _field("expected_close_on", "close|expected close|closing", "clôture|clôture prévue|échéance", inputs.DAY),
        _field("forecast_category", "category|forecast category", "catégorie", inputs.CATEGORY),
        _field("competitor", "competitor", "concurrent"),
        NEED,
    ),
    "quote": SALE,
    "order": SALE,
    "invoice": SALE,
}  # fmt: skip
# What is typed as a reference, and has no input in the form: a customer is looked for, not chosen from a list.
CUSTOMER = _field("customer", "customer|account|contact", "client|compte|contact")
ACCOUNT = _field("account_id", "account|company", "compte|société|client")
TYPED_ONLY: dict[str, tuple[Field, ...]] = {
    "contact": (ACCOUNT,),
    **dict.fromkeys(("opportunity", "quote", "order", "invoice"), (CUSTOMER,)),
}


def in_form(record: Any, step: Step | None) -> tuple[Field, ...]:
    """The fields that the record's form has; those that its figures follow from only while these are open."""
    fields = FIELDS[record.kind]
    if step is None or record.state in step.states_with_open_figures:
        return fields
    return tuple(field for field in fields if not EDITABLE[record.kind][field.name].is_figure)


def typed(kind: str) -> tuple[Field, ...]:
    """The fields that can be named in a command."""
    return (*FIELDS[kind], *TYPED_ONLY.get(kind, ()))


def read(tx: Transaction, language: Language, field: Field, text: str) -> dict[str, Any]:
    """What was typed after the field's word, as values for core by name. Raises `NotUnderstood` for that field."""
    is_customer = field in {CUSTOMER, ACCOUNT}
    if plain(text.strip()) in EMPTY:
        return {"account_id": None, "contact_id": None} if field is CUSTOMER else {field.name: None}
    return _customer(tx, field, text) if is_customer else {field.name: filled(language, field, text)}


def filled(language: Language, field: Field, text: str) -> Any:
    """The value that an input was filled with. Raises `NotUnderstood`, naming the field in `values["field"]`."""
    try:
        return field.input.read(language, text.strip()) if text.strip() else None
    except SalesError as refusal:
        refusal.values["field"] = field.name
        raise


def _customer(tx: Transaction, field: Field, text: str) -> dict[str, Any]:
    found, rest = customer(tx, text)
    if not found or rest:
        raise NotUnderstood("“{typed}” is no customer. Name an account (A-3) or a contact (C-5).", typed=text)
    return found if field is CUSTOMER else {"account_id": found["account_id"]}


def _value(record: Any, name: str) -> Any:
    """The field as it is now; terms and translations lie in tables of their record."""
    base, _, code = name.rpartition("_")
    if hasattr(record, name):
        return getattr(record, name)
    if base in {"name", "details"}:
        return (record.names if base == "name" else record.details_in).get(code)
    return (record.terms or {}).get(name)
