"""Who may use the desk, and as what: a file of names, roles and scrypt hashes that only the newsroom's user may read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiopress.errors import ConfigError, UsageError, nearest
from audiopress.work import files
from audiopress.work.locks import alone

ROLES: Final = ("editor", "viewer")
"""An editor may do everything, a viewer reads and listens."""
SHORTEST: Final = 10
"""Letters of a password (NIST SP 800-63B asks for 8)."""
COST: Final = {"n": 2**15, "r": 8, "p": 3}
"""Of scrypt, as OWASP's Password Storage Cheat Sheet gives it: 32 MB and about a quarter of a second."""
_NAME: Final = re.compile(r"[\w][\w.@ -]{0,63}")


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts in a file, read again whenever they are asked."""

    path: Path

    def add(self, name: str, role: str, password: str) -> None:
        """Write an account, in the place of one of this name. Raises UsageError for what cannot be one."""
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name", hint="letters, figures, and . @ - between them")
        if role not in ROLES:
            raise UsageError(f"there is no role {role!r}", hint=" or ".join(ROLES))
        if len(password) < SHORTEST:
            raise UsageError("the password is too short", hint=f"at least {SHORTEST} letters; a few words are best")
        salt = os.urandom(16)
        account = {"role": role, **COST, "salt": _text(salt), "hash": _text(_hashed(password, salt, COST))}
        with alone(self.path.with_suffix(".lock")):
            self._write({**self._read(), name: account})

    def remove(self, name: str) -> None:
        """Take an account away; who is at the desk by it is asked to leave with the next click. Raises UsageError."""
        with alone(self.path.with_suffix(".lock")):
            known = self._read()
            if name not in known:
                near = nearest(name, known)
                raise UsageError(f"there is no account {name!r}", hint=f"did you mean {near!r}?" if near else "")
            del known[name]
            self._write(known)

    def names(self) -> dict[str, str]:
        """Every name and its role."""
        return {name: str(account["role"]) for name, account in sorted(self._read().items())}

    def role(self, name: str) -> str:
        """What somebody may do; empty where there is no such account (any more)."""
        return str(self._read().get(name, {}).get("role", ""))

    def verified(self, name: str, password: str) -> str:
        """The role of who knows the password, else an empty text. As slow for a name that nobody has."""
        account = self._read().get(name)
        cost = {key: int(account[key]) for key in COST} if account else COST
        salt = base64.b64decode(account["salt"]) if account else b"\0" * 16
        wanted = base64.b64decode(account["hash"]) if account else b"\0" * 32
        same = hmac.compare_digest(_hashed(password, salt, cost), wanted)
        return str(account["role"]) if account and same else ""

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            found: dict[str, dict[str, Any]] = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            told = getattr(error, "strerror", "") or "it is no JSON"
            raise ConfigError(
                f"the accounts cannot be read: {told}", where=str(self.path), hint="delete the file, and add them again"
            ) from None
        return found

    def _write(self, accounts: dict[str, dict[str, Any]]) -> None:
        text = json.dumps(accounts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        files.write(self.path, text.encode(), durable=True, mode=0o600)


def _hashed(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    room = 256 * cost["n"] * cost["r"]
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, dklen=32, maxmem=room, **cost)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
