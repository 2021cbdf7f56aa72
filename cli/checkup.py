"""`filon doctor`: what Filon needs, what is missing, and what to do about it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import click

from core.database import Database
from core.errors import SalesError
from core.settings import Settings, load

LANGUAGES = ("fra", "eng", "deu")
FONTS = ("Carlito", "Liberation Sans")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `advice` says what to do where it is not well."""

    what: str
    well: bool
    detail: str
    advice: str = ""
    needed: bool = True


def run() -> int:
    """Print every finding; the exit code is 1 where something that is needed is missing."""
    findings = list(_look())
    for finding in findings:
        mark, colour = ("ok", "green") if finding.well else ("missing" if finding.needed else "not set", "red")
        click.echo(f"  {click.style(f'{mark:<8}', fg=colour)} {finding.what:<12} {finding.detail}")
        if not finding.well and finding.advice:
            click.echo(f"{'':24}{finding.advice}")
    return 1 if any(finding.needed and not finding.well for finding in findings) else 0


def _look() -> Iterator[Finding]:
    try:
        settings = load()
    except SalesError as error:
        yield Finding("settings", well=False, detail=str(error), advice="Correct it and run filon doctor again.")
        return
    yield Finding("settings", well=True, detail=f"cycle: {' > '.join(settings.cycle.kinds)}")
    for examine in EXAMINATIONS:
        yield examine(settings)


def _database(settings: Settings) -> Finding:
    database = Database(settings.database)
    try:
        database.upgrade()
        database.ping()
    except SalesError as error:
        return Finding("database", well=False, detail=str(error), advice="Check FILON_DATABASE_URL.")
    finally:
        database.close()
    return Finding("database", well=True, detail="SQLite" if database.is_sqlite else "PostgreSQL")


def _tesseract(settings: Settings) -> Finding:
    if "tesseract" not in settings.configuration.cards.recognisers:
        return Finding("tesseract", well=True, detail="switched off in [cards]")
    if not shutil.which("tesseract"):
        return Finding("tesseract", well=False, detail="not installed", advice="Without it no card is read. make setup")
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    missing = [language for language in LANGUAGES if language not in known]
    advice = f"Install the language data: {', '.join(missing)}. make setup" if missing else ""
    return Finding("tesseract", well=not missing, detail=", ".join(sorted(set(known) & set(LANGUAGES))), advice=advice)


def _rapidocr(settings: Settings) -> Finding:
    """Its detector finds the lines of text, whoever reads them."""
    missing = [package for package in ("rapidocr", "onnxruntime") if not find_spec(package)]
    if missing:
        advice = "Without it no card is read. make setup"
        return Finding("rapidocr", well=False, detail=f"not installed: {', '.join(missing)}", advice=advice)
    reads = "rapidocr" in settings.configuration.cards.recognisers
    return Finding("rapidocr", well=True, detail="finds and reads text" if reads else "finds text; reading is off")


def _libreoffice(_settings: Settings) -> Finding:
    path = shutil.which("soffice") or shutil.which("libreoffice")
    advice = "Without LibreOffice no PDF is made. make setup"
    return Finding("LibreOffice", well=bool(path), detail=path or "not installed", advice=advice)


def _fonts(_settings: Settings) -> Finding:
    if not shutil.which("fc-list"):
        return Finding("fonts", well=False, detail="fontconfig is not installed", advice="make setup")
    families = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    missing = [font for font in FONTS if font not in families]
    advice = "PDFs would fall back to other fonts. make setup"
    return Finding("fonts", well=not missing, detail=", ".join(FONTS), advice=advice)


def _slack(settings: Settings) -> Finding:
    door = "Socket Mode" if settings.slack_app_token else "HTTP at /slack/events"
    has_door = settings.slack_app_token or settings.slack_signing_secret
    if settings.slack_bot_token and has_door:
        return Finding("Slack", well=True, detail=door)
    advice = "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (see README, “Your Slack workspace”)."
    return Finding("Slack", well=False, detail="no tokens", advice=advice, needed=False)


EXAMINATIONS: tuple[Callable[[Settings], Finding], ...] = (
    _database,
    _tesseract,
    _rapidocr,
    _libreoffice,
    _fonts,
    _slack,
)
