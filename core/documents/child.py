"""The process that fills one template: a job on stdin, the Word file on stdout, a refusal on stderr.

Started as `python -m core.documents.child SECONDS MEGABYTES`. Whatever a template tries happens in here, where
time and memory end, no file can be written, and the environment holds no secret.
"""

from __future__ import annotations

import resource
import sys
from contextlib import suppress

from core.documents.filling import fill
from core.documents.wire import OUT_OF_MEMORY, REFUSED, pack, unpack
from core.errors import SalesError


def main(seconds: str, megabytes: str) -> int:
    """Fill the template that stands on stdin; the exit code says how it went."""
    _confine(int(seconds), int(megabytes))
    try:
        document = fill(**unpack(sys.stdin.buffer.read()))
    except SalesError as refusal:
        sys.stderr.buffer.write(
            pack({"kind": type(refusal).__name__, "message": refusal.message, "values": refusal.values})
        )
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(document)
    return 0


def _confine(seconds: int, megabytes: int) -> None:
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: megabytes * 1024 * 1024,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with suppress(ValueError):  # macOS refuses a limit on the address space
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
