"""The words of the templates, French and English side by side; French typography has its no-break spaces."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("fr", "en")
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
COLONS = {"fr": "\u00a0: ", "en": ": "}

WORDS: dict[str, tuple[str, str]] = {
    # What the documents are called, by `document.kind`.
    "title_quote": ("Devis", "Quote"),
    "title_order": ("Confirmation de commande", "Order confirmation"),
    "title_invoice": ("Facture", "Invoice"),
    "title_deposit": ("Facture d’acompte", "Deposit invoice"),
    "title_final": ("Facture de solde", "Final invoice"),
    "title_credit_note": ("Avoir", "Credit note"),
    "title_lead": ("Fiche prospect", "Lead sheet"),
    "title_opportunity": ("Fiche opportunité", "Opportunity sheet"),
    # The head of the page.
    "date": ("Date", "Date"),
    "issued_on": ("Date d’émission", "Issue date"),
    "ordered_on": ("Date de commande", "Order date"),
    "made_on": ("Éditée le", "Made on"),
    "valid_until": ("Valable jusqu’au", "Valid until"),
    "due_on": ("Échéance", "Due date"),
    "supplied_on": ("Date de livraison ou d’exécution", "Supply date"),
    "your_reference": ("Votre référence", "Your reference"),
    "quote": ("Notre devis", "Our quote"),
    "order": ("Notre commande", "Our order"),
    "corrects": ("Facture d’origine", "Original invoice"),
    "of": ("du", "of"),
    "contact": ("Votre contact", "Your contact"),
    "owner": ("Suivi par", "Owner"),
    "revision": ("version", "version"),
    "draft": ("BROUILLON – document de travail, sans valeur d’engagement", "DRAFT – working document, not binding"),
    "sole_trader": ("EI", "EI (sole trader)"),
    # Who it is for.
    "ship_to": ("Lieu de livraison ou d’exécution", "Place of delivery or work"),
    "customer": ("Client", "Customer"),
    "attention": ("À l’attention de", "For the attention of"),
    "siren": ("SIREN", "SIREN"),
    "vat_id": ("N°\u00a0TVA", "VAT no."),
    "subject": ("Objet", "Subject"),
    # The lines.
    "position": ("N°", "No."),
    "description": ("Désignation", "Description"),
    "quantity": ("Qté", "Qty"),
    "unit": ("Unité", "Unit"),
    "unit_price": ("P.U. HT", "Unit price"),
    "vat_rate": ("TVA", "VAT"),
    "amount": ("Montant HT", "Net amount"),
    "line_discount": ("remise", "discount"),
    # The figures.
    "rate": ("Taux de TVA", "VAT rate"),
    "base": ("Base HT", "Net base"),
    "vat_amount": ("Montant TVA", "VAT amount"),
    "subtotal": ("Sous-total HT", "Net subtotal"),
    "discount": ("Remise", "Discount"),
    "deposit": ("Acompte", "Deposit"),
    "net": ("Total HT", "Total excl. VAT"),
    "vat": ("Total TVA", "Total VAT"),
    "gross": ("Total TTC", "Total incl. VAT"),
    "paid": ("Déjà réglé", "Already paid"),
    "credited": ("Avoirs", "Credited"),
    "due": ("Net à payer", "Amount due"),
    # The terms.
    "terms": ("Conditions", "Terms"),
    "settlement": ("Règlement", "Payment"),
    "details": ("Précisions", "Details"),
    "payment": ("Paiement", "Payment"),
    "delivery": ("Livraison", "Delivery"),
    "place": ("Lieu", "Place"),
    "start": ("Début des travaux", "Start of work"),
    "duration": ("Durée estimée", "Expected duration"),
    "travel": ("Frais de déplacement", "Travel costs"),
    "preparation": ("Établissement du devis", "Preparing this quote"),
    "reason": ("Motif", "Reason"),
    "notes": ("Remarques", "Remarks"),
    "iban": ("IBAN", "IBAN"),
    "acceptance": ("Bon\u00a0pour\u00a0accord", "Approved and accepted"),
    "how_to_accept": (
        "À retourner daté et signé avec cette mention manuscrite.",
        "Please return it dated and signed with these words in handwriting.",
    ),
    "accepted_on": ("Date", "Date"),
    "signatory": ("Nom et qualité", "Name and position"),
    "signature": ("Signature et cachet", "Signature and stamp"),
    # The foot.
    "capital": ("au capital de", "with a share capital of"),
    "page": ("page", "page"),
    # The sheets.
    "name": ("Nom", "Name"),
    "interlocutor": ("Interlocuteur", "Contact"),
    "person": ("Coordonnées", "Contact details"),
    "qualification": ("Qualification", "Qualification"),
    "sale": ("Affaire", "Deal"),
    "email": ("E-mail", "E-mail"),
    "phone": ("Téléphone", "Phone"),
    "mobile": ("Mobile", "Mobile"),
    "website": ("Site", "Website"),
    "address": ("Adresse", "Address"),
    "state": ("État", "State"),
    "stage": ("Étape", "Stage"),
    "source": ("Origine", "Source"),
    "campaign": ("Campagne", "Campaign"),
    "created_on": ("Créé le", "Created on"),
    "topic": ("Sujet", "Topic"),
    "need": ("Besoin", "Need"),
    "budget": ("Budget", "Budget"),
    "value": ("Valeur estimée", "Estimated value"),
    "close_on": ("Clôture espérée", "Expected close"),
    "closed_on": ("Close le", "Closed on"),
    "time_frame": ("Délai", "Time frame"),
    "decision_maker": ("Décideur", "Decision maker"),
    "probability": ("Probabilité", "Probability"),
    "revenue": ("Montant estimé", "Estimated revenue"),
    "weighted": ("Montant pondéré", "Weighted revenue"),
    "actual_revenue": ("Montant réel", "Actual revenue"),
    "forecast": ("Prévision", "Forecast"),
    "competitor": ("Concurrent", "Competitor"),
    "more": ("Autres informations", "More information"),
    "lines": ("Produits et services", "Products and services"),
    "history": ("Historique", "History"),
}


@dataclass(frozen=True)
class Words:
    """The words of one template.

    A French seller's invoices speak French, whoever reads them: there, `beside` is the language that follows each
    French word. `kinds` are the kinds of document that the template prints, the usual one first.
    """

    language: str
    kinds: tuple[str, ...]
    beside: str | None = None

    @property
    def locale(self) -> str:
        """The language in which the document declares itself, as in fr-FR."""
        return LOCALES[self.beside or self.language]

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return COLONS[self.beside or self.language]

    @property
    def title(self) -> str:
        """The document's name: a choice that the template makes by `document.kind`."""
        return self._title(self.language)

    @property
    def subtitle(self) -> str | None:
        """The name in the language beside, if there is one."""
        return self._title(self.beside) if self.beside else None

    def __getitem__(self, name: str) -> str:
        """The word, followed by the one beside it."""
        return " / ".join(self._both(name))

    def stacked(self, name: str) -> str:
        """The word above the one beside it, for narrow columns."""
        return "\n".join(self._both(name))

    def alone(self, name: str) -> str:
        """The word in the document's first language only."""
        return _in(self.language, name)

    def spoken(self, name: str) -> str:
        """The word in the reader's language only."""
        return _in(self.beside or self.language, name)

    def _both(self, name: str) -> list[str]:
        chosen = [self.language, *([self.beside] if self.beside else [])]
        return list(dict.fromkeys(_in(language, name) for language in chosen))

    def _title(self, language: str) -> str:
        usual, *others = self.kinds
        if not others:
            return _in(language, f"title_{usual}")
        choices = "".join(
            f'{{% {"elif" if at else "if"} document.kind == "{kind}" %}}{_in(language, f"title_{kind}")}'
            for at, kind in enumerate(others)
        )
        return f"{choices}{{% else %}}{_in(language, f'title_{usual}')}{{% endif %}}"


def _in(language: str, name: str) -> str:
    return WORDS[name][LANGUAGES.index(language)]
