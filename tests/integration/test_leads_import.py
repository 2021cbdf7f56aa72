"""Files of leads from the command line: shown, taken in once whatever happens, reported, taken back."""

from __future__ import annotations

import csv
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from cli import leads_import
from core.actions.advance import advance
from core.actions.batches import locked, show_batch, start_batch
from core.actions.undo_batch import start_undo
from core.crm import Actor, Crm
from core.errors import Forbidden, IllegalMove
from core.model import Batch, Event, Lead, MatchKey, Rejection, SearchWord
from filon import main
from intake.imports import look as looking
from intake.imports import take
from intake.imports.look import look
from intake.imports.people import fields_of
from intake.imports.take import COMPANY, take_back, take_in
from tests.factories import configured, hire, make_lead
from tests.refusals import contents

ROOT = Path(__file__).parents[2]
HEADER = ["Prénom", "Nom", "Société", "E-mail"]


@pytest.fixture
def run(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`filon leads …` on this database."""
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))

    def run(*words: Any, answer: str = "") -> Result:
        return CliRunner().invoke(main, ["leads", *map(str, words)], input=answer)

    return run


def person(number: int) -> list[str]:
    return [f"Anne{number}", f"Roux{number}", f"Atelier {number}", f"anne{number}@atelier{number}.example"]


def written(folder: Path, *grid: list[str], name: str = "leads.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=";").writerows(grid)
    return path


def many(folder: Path, count: int) -> Path:
    return written(folder, HEADER, *map(person, range(count)))


def begun(crm: Crm, path: Path, **more: Any) -> Batch:
    seen = look(path)
    fields = {name: getattr(seen, name) for name in ("columns", "has_header", "sample", "total")}
    with crm.transaction(COMPANY) as tx:
        return start_batch(tx, show_batch(tx, seen.digest, name=path.name, source="file", **fields, **more))


def leads(crm: Crm) -> list[Lead]:
    with crm.read() as session:
        return session.query(Lead).order_by(Lead.id).all()


def rejections(crm: Crm) -> list[tuple[int, str]]:
    with crm.read() as session:
        return [(each.row, each.reason) for each in session.query(Rejection).order_by(Rejection.row)]


class TestTheCommand:
    """`filon leads import FILE`."""

    def test_shows_what_it_understood_and_writes_nothing_before_the_answer(self, run: Any, crm: Crm) -> None:
        path = many(crm.settings.home, 8)
        before = contents(crm)
        shown = run("import", path, answer="n\n")
        assert "leads.csv: 8 rows" in shown.output
        assert "E-mail                    email" in shown.output
        assert "anne0@atelier0.example" in shown.output
        assert "Nothing was made." in shown.output
        after = contents(crm)
        assert {name for name in after if after[name] != before[name]} == {"batches", "events"}
        assert leads(crm) == []

    def test_takes_the_file_in_and_writes_down_what_it_did_not(self, run: Any, crm: Crm) -> None:
        make_lead(crm)
        rows = [person(1), person(1), ["Marie", "Curie", "", "marie@radium.example"], ["=x()", "", "", "none at all"]]
        path = written(crm.settings.home, HEADER, *rows, encoding="utf-16")
        done = run("import", path, "--yes", "--bought", "--campaign", "Salon")
        assert "1 leads made, 3 rows not taken" in done.output
        assert [(lead.source, lead.campaign) for lead in leads(crm)[1:]] == [("bought file", "Salon")]
        lines = (crm.settings.home / "leads-rejected-1.csv").read_text("utf-8-sig").splitlines()
        assert lines[1].endswith("The same as row 2 of this file (same e-mail).")
        assert lines[2].endswith("Known already: L-1 Marie Curie · Radium SA (same e-mail).")
        assert lines[3].startswith("'=x();;;none at all;")

    def test_takes_the_mended_file_in(self, run: Any, crm: Crm) -> None:
        run("import", written(crm.settings.home, HEADER, ["Zoé", "Petit", "", "zoe(at)petit.example"]), "--yes")
        rejected = crm.settings.home / "leads-rejected-1.csv"
        mended = rejected.read_text("utf-8-sig").replace("(at)", "@", 1)
        rejected.write_text(mended, "utf-8-sig")
        run("import", rejected, "--yes")
        (lead,) = leads(crm)
        assert (lead.full_name, lead.email, lead.details) == ("Zoé Petit", "zoe@petit.example", {})

    def test_takes_a_correction_of_a_column(self, run: Any, crm: Crm) -> None:
        path = written(crm.settings.home, ["Curie", "Radium"], ["Roux", "Atelier"])
        run("import", path, "--yes", "--no-header", "--map", "A=last_name", "--map", "B=company")
        assert [(lead.last_name, lead.company) for lead in leads(crm)] == [("Curie", "Radium"), ("Roux", "Atelier")]

    def test_keeps_duplicates_where_told_to(self, run: Any, crm: Crm) -> None:
        path = written(crm.settings.home, HEADER, person(1), person(1))
        assert "2 leads made, 0 rows not taken" in run("import", path, "--yes", "--keep-duplicates").output

    def test_reads_a_workbook(self, run: Any, crm: Crm) -> None:
        book = Workbook()
        for row in (["Nom", "Téléphone"], ["Curie", 639981234], ["Roux", "01 99 00 12 34"]):
            book.active.append(row)
        book.save(crm.settings.home / "leads.xlsx")
        run("import", crm.settings.home / "leads.xlsx", "--yes")
        assert [lead.phone for lead in leads(crm)] == ["+33639981234", "+33199001234"]

    def test_takes_in_what_was_shown_whatever_is_saved_meanwhile(
        self, run: Any, crm: Crm, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = many(crm.settings.home, 3)

        def answer(_question: str) -> bool:
            written(crm.settings.home, HEADER, ["Someone", "Else", "", "else@other.example"])
            return True

        monkeypatch.setattr(leads_import, "confirm", answer)
        run("import", path)
        assert [lead.last_name for lead in leads(crm)] == ["Roux0", "Roux1", "Roux2"]

    def test_speaks_the_language_of_the_terminal(self, run: Any, crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "")
        monkeypatch.setenv("LANG", "fr_FR.UTF-8")
        path = written(crm.settings.home, HEADER, person(1), person(1))
        said = run("import", path, "--yes").output
        assert "leads.csv\xa0: 2 lignes. Le sens des colonnes" in said
        assert "Fichier 1\xa0: 1 prospects créés, 1 lignes non reprises." in said
        assert "Ce fichier a déjà été" in run("import", path, "--yes").output
        assert "L’import du fichier 1 est annulé\xa0: 1 prospects sur 1" in run("undo", 1).output
        (rejected,) = crm.settings.home.glob("leads-rejected-*.csv")
        assert "Comme la ligne 2 de ce fichier" in rejected.read_text("utf-8")

    def test_is_undone_and_can_be_done_again(self, run: Any, crm: Crm) -> None:
        path = many(crm.settings.home, 3)
        run("import", path, "--yes")
        assert "was taken in on" in run("import", path, "--yes").output
        with crm.transaction(COMPANY) as tx:
            advance(tx, tx.record("lead", 2), "contacted")
        undone = run("undo", 1)
        assert "2 of 3 leads are gone" in undone.output
        assert "so they stay (1): L-2" in undone.output
        assert "undone" in run("files").output
        run("import", path, "--yes")
        # The numbers of those that are gone are never given again.
        assert [lead.id for lead in leads(crm)] == [2, 4, 5]


UNUSABLE: dict[str, bytes] = {
    "This file is empty": b"",
    "no leads under it": b"Nom;E-mail\r\n",
    "more than 200 columns": b";".join(b"x" for _ in range(1000)) + b"\n1\n",
    "a quotation mark is missing": b'Nom;E-mail\nCurie;m@radium.example\n"Roux;x@roux.example\n' + b"x" * 200_000,
    "whom the leads are about": b"Couleur;Taille\nrouge;12\n",
    "cannot be read": b"PK\x03\x04" + os.urandom(500),
    "old format": b"\xd0\xcf\x11\xe0" + bytes(500),
}


@pytest.mark.parametrize("told", UNUSABLE)
def test_a_file_that_cannot_be_used_is_refused_and_makes_nothing(run: Any, crm: Crm, told: str) -> None:
    path = crm.settings.home / "leads.csv"
    path.write_bytes(UNUSABLE[told])
    refused = run("import", path, "--yes")
    assert refused.exit_code == 1
    assert told in refused.output
    assert leads(crm) == []


@pytest.mark.parametrize("meaning", ["Nom=email", "Nobody=email", "Nom=fax", "Nom"])
def test_a_meaning_that_cannot_be_is_refused_and_makes_nothing(run: Any, crm: Crm, meaning: str) -> None:
    assert run("import", many(crm.settings.home, 2), "--yes", "--map", meaning).exit_code == 1
    assert leads(crm) == []


def test_rubbish_becomes_no_lead_and_stops_nothing(run: Any, crm: Crm) -> None:
    rubbish = bytes(byte for byte in os.urandom(20_000) if byte != ord('"'))
    (crm.settings.home / "rubbish.csv").write_bytes(b"Nom;E-mail\n" + rubbish)
    answer = run("import", crm.settings.home / "rubbish.csv", "--yes")
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


@pytest.mark.parametrize("answer", ["o", "OUI", "y", " yes "])
def test_yes_is_yes_in_french_and_in_english(run: Any, crm: Crm, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    done = run("import", many(crm.settings.home, 2), answer=f"{answer}\n")
    assert "[o/N]" in done.output
    assert len(leads(crm)) == 2


def test_where_nothing_can_be_written_is_told_before_anything_is_taken_in(run: Any, crm: Crm) -> None:
    refused = run("import", many(crm.settings.home, 2), "--yes", "--rejected", crm.settings.home / "nowhere" / "x.csv")
    assert (refused.exit_code, leads(crm)) == (1, [])
    assert "Nothing can be written to" in refused.output


@pytest.mark.parametrize("number", ["0", "abc", "9" * 30])
def test_what_is_no_number_of_a_file_is_refused(run: Any, number: str) -> None:
    assert run("undo", number).exit_code == 2


def test_before_the_first_file_it_is_said_how_to_begin(run: Any) -> None:
    assert "filon leads import" in run("files").output


def test_letters_of_a_broken_encoding_are_shown_as_such(run: Any, crm: Crm) -> None:
    path = crm.settings.home / "leads.csv"
    path.write_bytes("Nom;E-mail\nLefèvre;l@x.example\n".encode("cp1252") + b"Mull\x81er;m@x.example\n")
    run("import", path, "--yes")
    assert [lead.last_name for lead in leads(crm)] == ["Lefèvre", "Mull\ufffder"]


def test_a_file_that_is_too_large_is_not_read(run: Any, crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST_BYTES", 10)
    assert "larger than 0 MB" in run("import", many(crm.settings.home, 2), "--yes").output


class TestTakingIn:
    """On both databases."""

    def test_goes_on_behind_the_last_chunk(self, any_crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(take, "CHUNK", 10)
        path = written(tmp_path, HEADER, *map(person, range(25)), *map(person, range(20, 30)))
        batch = begun(any_crm, path)

        def stop(now: Batch) -> None:
            if now.row > 15:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            take_in(any_crm, batch.id, path, stop)
        assert len(leads(any_crm)) == 20
        # The one who sends it again is given the same batch, and it goes on.
        with any_crm.transaction(COMPANY) as tx:
            again = show_batch(tx, batch.digest)
        done = take_in(any_crm, again.id, path)
        assert (again.id, done.state, done.created, done.rejected) == (batch.id, "done", 30, 5)
        assert [lead.batch_row for lead in leads(any_crm)] == [*range(2, 27), *range(32, 37)]
        assert [row for row, _reason in rejections(any_crm)] == [27, 28, 29, 30, 31]

    def test_by_two_at_once_makes_each_lead_once(
        self, any_crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(take, "CHUNK", 7)
        batch = begun(any_crm, path := many(tmp_path, 60))
        both = [threading.Thread(target=take_in, args=[any_crm, batch.id, path]) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        assert [lead.batch_row for lead in leads(any_crm)] == list(range(2, 62))
        with any_crm.read() as session:
            assert session.get_one(Batch, batch.id).created == 60
            assert session.query(Event).filter_by(name="batch.done").count() == 1

    def test_lets_others_write_while_it_reads_what_the_rows_say(
        self, any_crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read(*row: Any) -> dict[str, Any]:
            make_lead(any_crm, email=f"form{next(numbers)}@radium.example")
            return fields_of(*row)

        numbers = count()
        monkeypatch.setattr(take, "fields_of", read)
        assert take_in(any_crm, begun(any_crm, path := many(tmp_path, 3)).id, path).created == 3
        assert len(leads(any_crm)) == 6

    def test_gives_leads_out_by_the_companys_rules(self, any_crm: Crm, tmp_path: Path) -> None:
        crm = configured(any_crm, '[[assignment]]\nwhen = {source = "file"}\nto = ["U0CAMILLE", "U0OLIVER"]\n')
        people = [hire(crm).id, hire(crm, "U0OLIVER", "Oliver Bennett").id]
        take_in(crm, begun(crm, path := many(tmp_path, 4)).id, path)
        assert [lead.owner_id for lead in leads(crm)] == people * 2

    def test_stops_where_it_is_undone_on_its_way(
        self, any_crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(take, "CHUNK", 10)
        batch = begun(any_crm, path := many(tmp_path, 40))

        def undo(now: Batch) -> None:
            if now.row > 15:
                with any_crm.transaction(COMPANY) as tx:
                    start_undo(tx, locked(tx, batch.id))

        assert take_in(any_crm, batch.id, path, undo).state == "undoing"
        assert take_back(any_crm, batch.id).state == "undone"
        assert leads(any_crm) == []

    def test_back_leaves_nothing_of_those_who_go(self, any_crm: Crm, tmp_path: Path) -> None:
        batch = begun(any_crm, path := many(tmp_path, 5))
        take_in(any_crm, batch.id, path)
        with any_crm.transaction(COMPANY) as tx:
            start_undo(tx, locked(tx, batch.id))
        assert take_back(any_crm, batch.id).kept == []
        with any_crm.read() as session:
            for model in (Lead, SearchWord, MatchKey, Rejection):
                assert session.query(model).count() == 0
            assert session.query(Event).filter_by(record_kind="lead").count() == 0
        with any_crm.transaction(COMPANY) as tx, pytest.raises(IllegalMove, match="Nothing of file"):
            start_undo(tx, locked(tx, batch.id))

    def test_is_for_managers(self, any_crm: Crm, tmp_path: Path) -> None:
        rep = Actor(hire(any_crm).id, "slack")
        with any_crm.transaction(rep) as tx, pytest.raises(Forbidden):
            show_batch(tx, "x")
        batch = begun(any_crm, many(tmp_path, 1))
        with any_crm.transaction(rep) as tx, pytest.raises(Forbidden):
            start_undo(tx, batch)

    def test_colleagues_who_share_a_switchboard_are_no_duplicates(self, any_crm: Crm, tmp_path: Path) -> None:
        number = "01 99 00 12 34"
        header = ["Nom", "Téléphone"]
        batch = begun(
            any_crm, path := written(tmp_path, header, ["Curie", number], ["Roux", number], ["Curie", number])
        )
        done = take_in(any_crm, batch.id, path)
        assert (done.created, done.rejected, done.doubtful) == (2, 1, 1)


IN_SMALL_CHUNKS = "from intake.imports import take; take.CHUNK = 25; from filon import main; main()"


def test_killed_in_the_middle_it_goes_on_and_makes_each_lead_once(crm: Crm, run: Any) -> None:
    size = 600
    path = many(crm.settings.home, size)
    environment = os.environ | {"FILON_HOME": str(crm.settings.home)}
    command = [sys.executable, "-c", IN_SMALL_CHUNKS, "leads", "import", str(path), "--yes"]
    importing = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    while not (row := _row(crm)) and importing.poll() is None:
        time.sleep(0.02)
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    assert 0 < row < size
    assert importing.returncode == -signal.SIGKILL
    assert "going on behind row" in run("import", path, "--yes").output
    made = leads(crm)
    assert [lead.batch_row for lead in made] == list(range(2, size + 2))
    assert len({lead.email for lead in made}) == size
    with crm.read() as session:
        assert session.query(Event).filter_by(name="lead.created").count() == size


def _row(crm: Crm) -> int:
    with crm.read() as session:
        return session.query(Batch.row).scalar() or 0


def examples() -> list[list[str]]:
    page = (ROOT / "docs" / "how-to" / "import-leads.md").read_text("utf-8")
    lines = [line.partition("#")[0] for line in page.splitlines() if line.startswith("filon leads import")]
    return [shlex.split(line)[4:] for line in lines]


@pytest.mark.parametrize("options", examples(), ids=" ".join)
def test_every_example_of_the_docs_works_on_the_docs_file(run: Any, crm: Crm, options: list[str]) -> None:
    rejected = crm.settings.home / "rejected.csv"
    done = run("import", ROOT / "docs" / "how-to" / "leads.csv", *options, "--rejected", rejected, "--yes")
    assert done.exit_code == 0, done.output
    if "--no-header" not in options:
        assert "2 leads made, 2 rows not taken" in done.output
        assert len(rejected.read_text("utf-8-sig").splitlines()) == 3
