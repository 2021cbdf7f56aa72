"""The doctor on the recognisers of cards."""

from pathlib import Path

import pytest

from cli import checkup
from core.settings import Settings, load


def settings(tmp_path: Path, recognisers: str) -> Settings:
    (tmp_path / "filon.toml").write_text(f"[cards]\nrecognisers = {recognisers}\n")
    return load(config=tmp_path / "filon.toml", home=tmp_path)


def test_a_missing_recogniser_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "find_spec", lambda _package: None)

    finding = checkup._rapidocr(settings(tmp_path, '["tesseract", "rapidocr"]'))

    assert (finding.well, finding.detail) == (False, "not installed: rapidocr, onnxruntime")


def test_a_recogniser_that_is_off_is_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert checkup._tesseract(settings(tmp_path, '["rapidocr"]')).detail == "switched off in [cards]"
    assert not checkup._tesseract(settings(tmp_path, '["tesseract"]')).well
    assert checkup._rapidocr(settings(tmp_path, '["tesseract"]')).detail == "finds text; reading is off"
