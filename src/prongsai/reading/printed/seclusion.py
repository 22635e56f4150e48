"""Shutting the process that opens files of strangers in: no network, no files but programs, fonts and its own scratch.

Limits stop a file that costs too much. This stops one that has made its parser run what it wants: it can neither read
keys and data nor send them anywhere. Linux alone has these means, and each only where the machine lets us use it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
_NO_NEW_PRIVILEGES = 38
# landlock_create_ruleset, landlock_add_rule, landlock_restrict_self: the same numbers on every kind of processor.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_READING = _EXECUTE | _READ_FILE | _READ_FOLDER
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE
# Rights over files in the first version of Landlock, and what later ones added: moving, shortening.
_FIRST_RIGHTS, _ADDED_RIGHTS = 13, {2: 1 << 13, 3: 1 << 14}
_TCP, _TCP_SINCE = 3, 4
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/nix/store", "/etc", "/proc", "/sys/devices/system"),
    *("/dev/urandom", "/dev/random", "/dev/zero"),
)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def seclude() -> None:
    """Leave this process, which has one thread yet, the files that it needs; what the machine refuses is left out."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    # Of a user namespace nothing is wanted but that it may have a network of its own, without anything in it.
    if library.unshare(_NEW_USER | _NEW_NETWORK):
        library.unshare(_NEW_NETWORK)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if landlock():
        _restrict(library, landlock())


def landlock() -> int:
    """Return the version of Landlock that this machine has, 0 for none."""
    return (
        max(0, int(ctypes.CDLL(None).syscall(_CREATE, None, 0, _VERSION))) if sys.platform == "linux" else 0
    )


def _restrict(library: ctypes.CDLL, version: int) -> None:
    rights = (1 << _FIRST_RIGHTS) - 1 | sum(each for since, each in _ADDED_RIGHTS.items() if version >= since)
    rules = _Ruleset(rights, _TCP if version >= _TCP_SINCE else 0)
    # Earlier versions know the first field alone.
    size = ctypes.sizeof(rules) if version >= _TCP_SINCE else ctypes.sizeof(ctypes.c_uint64)
    ruleset = library.syscall(_CREATE, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return
    for path in _read():
        _allow(library, ruleset, path, _READING)
    _allow(library, ruleset, Path(tempfile.gettempdir()), rights)
    _allow(library, ruleset, Path(os.devnull), _READ_FILE | _WRITE_FILE)
    library.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(library: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    with contextlib.suppress(OSError):
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = _Beneath(rights if path.is_dir() else rights & _FILE_RIGHTS, folder)
        library.syscall(_ADD, ruleset, _BENEATH, ctypes.byref(beneath), 0)
        os.close(folder)


def _read() -> Iterator[Path]:
    """Yield where programs and what belongs to them lie: the system's, Python's, ours, and those of text recognition."""
    yield from map(Path, _SYSTEM)
    yield from {Path(each) for each in (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path) if each}
    yield Path(__file__).parents[2]
    tesseract = os.environ.get("PRONGSAI_TESSERACT") or shutil.which("tesseract")
    for each in (tesseract and Path(tesseract).resolve().parent, os.environ.get("TESSDATA_PREFIX")):
        if each:
            yield Path(each)
