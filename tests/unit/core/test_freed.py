"""Large blocks of memory are given back when they are freed."""

import ctypes
import subprocess
import sys

import pytest

# Without `give_back`, glibc takes the first block's end for a sign to keep the second one's size.
SCRIPT = """
import ctypes
from core import freed

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in
        ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")]

c = ctypes.CDLL(None)
c.mallinfo2.restype = Info
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
if {is_told}:
    freed.give_back()
c.free(c.malloc(20 * freed.LARGE))
before = c.mallinfo2().hblks
c.malloc(2 * freed.LARGE)
print(c.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="this system's memory is not glibc's")
@pytest.mark.parametrize(("is_told", "blocks"), [(True, 1), (False, 0)])
def test_a_large_block_is_the_system_s_again_once_it_is_freed(is_told: bool, blocks: int) -> None:
    """Such a block is mapped by itself, and unmapped when it is freed."""
    command = [sys.executable, "-c", SCRIPT.format(is_told=is_told)]
    assert int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) == blocks
