"""A catalogue out of a file: whole or not at all, and twice the same."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.actions.change import change
from core.crm import Actor, Crm
from core.errors import Forbidden, Rejected
from core.language import Language
from core.model import Product
from filon import main
from intake.catalogue import COLUMNS, Report, import_catalogue
from tests.factories import actor, hire, make_product
from tests.refusals import contents

SAMPLE = Path(__file__).parents[2] / "docs" / "how-to" / "catalogue.csv"
HEADER = "code;désignation;prix HT;TVA;unité;nature\n"


def imported(crm: Crm, source: Path | str, *, skip_bad: bool = False) -> Report:
    path = source
    if isinstance(path, str):
        path = crm.settings.home / "catalogue.csv"
        path.write_text(str(source), "utf-8")
    with crm.transaction(Actor(None, "file")) as tx:
        return import_catalogue(tx, path, skip_bad=skip_bad)


def counted(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.mistakes)


def products(crm: Crm) -> dict[str, Product]:
    with crm.read() as session:
        return {product.code: product for product in session.query(Product).order_by(Product.id)}


def test_the_sample_of_the_docs_is_taken_whole_and_once(any_crm: Crm) -> None:
    assert counted(imported(any_crm, SAMPLE)) == (3, 0, 0, 0)
    made = products(any_crm)
    audit, advice, guide = made["AUD-1"], made["CON-1"], made["GUI-1"]
    assert (audit.name, audit.named("en"), audit.unit, audit.unit_price) == (
        "Audit énergétique", "Energy audit", "jour", Decimal(850),
    )  # fmt: skip
    assert (advice.unit_price, advice.nature) == (Decimal("1.2345"), "service")
    assert (guide.vat_rate, guide.nature, guide.details) == (Decimal("5.5"), "goods", "128 pages, couleur")
    before = contents(any_crm)
    assert counted(imported(any_crm, SAMPLE)) == (0, 0, 3, 0)
    assert contents(any_crm) == before


def test_a_workbook_says_the_same_as_its_csv(any_crm: Crm) -> None:
    book = Workbook()
    book.active.append(["SKU", "Name", "Unit price", "VAT", "Mood"])
    book.active.append([1001, "Audit", 1.125, 0.2, "good"])
    book.active["D2"].number_format = "0%"
    book.save(any_crm.settings.home / "c.xlsx")
    report = imported(any_crm, any_crm.settings.home / "c.xlsx")
    assert report.unknown == ("Mood",)
    made = products(any_crm)["1001"]
    assert (made.unit_price, made.vat_rate) == (Decimal("1.1250"), Decimal(20))


def test_a_known_code_is_changed_and_an_empty_cell_leaves_what_is_there(any_crm: Crm) -> None:
    make_product(any_crm)
    assert counted(imported(any_crm, "code;name;price;unit\naud-1;Audit;900;\n")) == (0, 1, 0, 0)
    changed = products(any_crm)["AUD-1"]
    assert (changed.name, changed.unit_price, changed.unit) == ("Audit", Decimal(900), "j")


@pytest.mark.parametrize(
    ("prices", "read"),
    [
        (("12,50", "1.250"), (Decimal("12.5"), Decimal(1250))),
        (("12.50", "1,250"), (Decimal("12.5"), Decimal(1250))),
        (("1 234,50 €", "0,125"), (Decimal("1234.5"), Decimal("0.125"))),
        (("€1,234.50", "1234.5"), (Decimal("1234.5"), Decimal("1234.5"))),
    ],
)
def test_prices_are_read_as_the_file_writes_them(any_crm: Crm, prices: tuple[str, str], read: tuple[Any, Any]) -> None:
    imported(any_crm, f"code;name;price\nA;One;{prices[0]}\nB;Two;{prices[1]}\n")
    assert tuple(product.unit_price for product in products(any_crm).values()) == read


WRONG = [
    (";Audit;850;20;;", "needs a code, a name and a price", "doit avoir un code"),
    ("B;;850;20;;", "needs a code, a name and a price", "doit avoir un code"),
    ("B;Audit;much;20;;", "“much” is no figure", "«\u00a0much\u00a0» n’est pas un"),
    ("B;Audit;0,00001;20;;", "4 decimals at most", "4 décimales au plus"),
    ("B;Audit;-5;20;;", "is no figure", "n’est pas un"),
    ("B;Audit;850;19;;", "There is no VAT rate of 19", "taux de TVA de 19"),
    ("B;Audit;850;20;;magie", "“magie” is none of: goods, service", "biens, service"),
    ("A;Audit;850;20;;", "The code A stands in row 2 already.", "figure déjà à la ligne 2"),
    ("P-3;Audit;850;20;;", "cannot be a code", "ne peut pas être un code"),
    (f"B;{'x' * 201};850;20;;", "longer than 200", "dépasse 200"),
]


@pytest.mark.parametrize(("row", "english", "french"), WRONG, ids=range(len(WRONG)))
def test_one_wrong_row_is_named_and_nothing_is_written(any_crm: Crm, row: str, english: str, french: str) -> None:
    text = f"{HEADER}A;Good;1;20;;\n\n{row}\n"
    before = contents(any_crm)
    report = imported(any_crm, text)
    (mistake,) = report.mistakes
    assert mistake.row == 4
    assert english in mistake.refusal.explain(Language("en"))
    assert french in mistake.refusal.explain(Language("fr"))
    assert not report.is_written
    assert contents(any_crm) == before
    assert counted(imported(any_crm, text, skip_bad=True)) == (1, 0, 0, 1)
    assert list(products(any_crm)) == ["A"]


def test_a_file_without_the_columns_is_refused_naming_them(any_crm: Crm) -> None:
    with pytest.raises(Rejected, match="Missing: name, unit price"):
        imported(any_crm, "code;mood\nA;good\n")


def test_a_product_is_retired_by_the_file_and_keeps_its_currency(any_crm: Crm) -> None:
    make_product(any_crm)
    assert counted(imported(any_crm, "code;nom;prix;actif\nAUD-1;Audit;850;non\n")) == (0, 1, 0, 0)
    assert not products(any_crm)["AUD-1"].is_active
    report = imported(any_crm, "code;nom;prix;devise\nAUD-1;Audit;850;USD\nB;New;1;$\n")
    assert [str(mistake.refusal)[:30] for mistake in report.mistakes] == [
        "AUD-1 is sold in EUR. What is ", "“$” is no currency. Write its ",
    ]  # fmt: skip


def test_a_rep_imports_no_catalogue(any_crm: Crm) -> None:
    rep = hire(any_crm)
    with pytest.raises(Forbidden), any_crm.transaction(actor(rep)) as tx:
        import_catalogue(tx, SAMPLE)


def test_the_command_says_what_it_did(crm: Crm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    run = CliRunner().invoke
    dry = run(main, ["catalogue", "import", str(SAMPLE), "--dry-run"])
    assert (dry.exit_code, dry.output.splitlines()[-1]) == (0, "Nothing was written: this was a dry run.")
    assert products(crm) == {}
    assert "3 created, 0 updated, 0 unchanged." in run(main, ["catalogue", "import", str(SAMPLE)]).output
    with crm.transaction(actor()) as tx:
        change(tx, tx.record("product", 1), name="Other")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(f"{HEADER}A;Good;1;20;;\nB;;1;20;;\n", "utf-8")
    refused = run(main, ["catalogue", "import", str(wrong)])
    assert refused.exit_code == 1
    assert "row 3: A product needs a code, a name and a price." in refused.output
    assert (
        "1 created, 0 updated, 0 unchanged, 1 skipped."
        in run(main, ["catalogue", "import", str(wrong), "--skip-bad"]).output
    )
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    assert "This workbook cannot be read." in run(main, ["catalogue", "import", str(broken)]).output


cell = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["A", "AUD-1", "850", "12,50", "1.250", "20 %", "service", "oui", "EUR", "P-1", "NaN", "1e5"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.lists(cell, min_size=3, max_size=13), max_size=6), st.booleans())
def test_no_table_breaks_the_import_nor_do_bad_rows_change_any(crm: Crm, grid: list[list[str]], skip_bad: bool) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([list(COLUMNS), *grid])
    before = contents(crm)
    report = imported(crm, text.getvalue(), skip_bad=skip_bad)
    for mistake in report.mistakes:
        assert mistake.refusal.explain(Language("fr"))
    if report.mistakes and not skip_bad:
        assert contents(crm) == before
    else:
        # What was taken is taken the second time without a change.
        again = imported(crm, text.getvalue(), skip_bad=True)
        assert (again.created, again.updated) == (0, 0)
