"""Why a record is given up, corrected or declined."""

from __future__ import annotations

from typing import Any

from core.cycle import OTHER, Step


def reasoned(step: Step, reason: str | None, note: str | None) -> dict[str, Any]:
    """The reason as one of the step's, the rest of what was said as a note; words of one's own are `other`."""
    reason, note = (reason or "").strip(), (note or "").strip()
    if reason in step.reasons:
        return {"reason": reason, "note": note or None}
    said = " ".join(filter(None, (reason, note)))
    return {"reason": OTHER if said else None, "note": said or None}
