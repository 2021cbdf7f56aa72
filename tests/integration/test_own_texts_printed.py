"""The company's own sentences follow those of the law on its documents."""

from __future__ import annotations

from pathlib import Path

from core.crm import Crm
from core.documents.sales import sale_fields
from core.settings import load
from tests.factories import actor, make_quote

TEXT = '[[legal]]\non = ["quote"]\nfr = "Nos CGV s’appliquent."\nen = "Our terms apply."\n'


def test_a_text_of_the_company_stands_after_those_of_the_law(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "filon.toml"
    path.write_text(TEXT, "utf-8")
    quote = make_quote(crm)
    own = Crm(load(home=crm.settings.home, config=path), crm.database)
    with own.look(actor()) as tx:
        printed = sale_fields(tx, tx.record("quote", quote.id), "en")["legal_mentions"]
    assert printed[-1] == "Our terms apply."
    assert len(printed) > 1
