"""What the operator may set, read from the environment once and checked as a whole."""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from cryptography.exceptions import UnsupportedAlgorithm

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.render.seal import key_fingerprint

T = TypeVar("T")
Database = dict[str, object]


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment: the operator's guide lists them from here."""

    name: str
    default: str
    purpose: Text


SETTINGS = (
    Setting("PRONGSAI_DATA", "data", Text("โฟลเดอร์เก็บฐานข้อมูล ไฟล์แนบ และกุญแจ", "folder of the database, uploads and keys")),
    Setting("PRONGSAI_ADDRESS", "http://127.0.0.1:8000", Text("ที่อยู่เว็บที่ผู้ใช้เห็น", "the address that people use")),
    Setting("DATABASE_URL", "", Text("ฐานข้อมูล เช่น postgres://ผู้ใช้:รหัส@เครื่อง/ชื่อ ถ้าว่างใช้ SQLite", "database such as postgres://user:word@host/name; SQLite if empty")),
    Setting("PRONGSAI_SECRET_KEY", "", Text("กุญแจลับอย่างน้อย 50 ตัว ถ้าว่างจะสร้างและเก็บไว้ในโฟลเดอร์ข้อมูล", "secret of at least 50 signs; made and kept in the data folder if empty")),
    Setting("PRONGSAI_SEAL_KEY", "", Text("กุญแจลับออกตรารับรองเอกสาร (Ed25519 แบบ PEM) ถ้าว่างจะสร้างและเก็บไว้ในโฟลเดอร์ข้อมูล", "private key that seals papers (Ed25519, PEM); made and kept in the data folder if empty")),
    Setting("PRONGSAI_DEMO", "0", Text("1 = ปีตัวอย่างพร้อมบัญชีทดลอง", "1 = the example year with its sign-ins")),
    Setting("PRONGSAI_TODAY", "", Text("วันที่สมมติ (ค.ศ. ปปปป-ดด-วว) ใช้ได้เฉพาะโหมดตัวอย่าง", "a pretended day (YYYY-MM-DD), in demo mode only")),
    Setting("EMAIL_URL", "", Text("เซิร์ฟเวอร์อีเมล เช่น smtp+tls://ผู้ใช้:รหัส@เครื่อง:587 ถ้าว่างจะเก็บเป็นไฟล์", "mail server such as smtp+tls://user:word@host:587; kept as files if empty")),
    Setting("PRONGSAI_MAIL_FROM", "prongsai@localhost", Text("ที่อยู่ผู้ส่งอีเมล", "the sender's address")),
    Setting("PRONGSAI_PROXY", "0", Text("1 = อยู่หลังพร็อกซีที่ตั้ง X-Forwarded-Proto เอง", "1 = behind a proxy that sets X-Forwarded-Proto itself")),
    Setting("PRONGSAI_OIDC", "", Text("ที่อยู่ผู้ออกบัตร OpenID Connect", "address of an OpenID Connect issuer")),
    Setting("PRONGSAI_OIDC_ID", "", Text("รหัสของระบบนี้ที่ผู้ออกบัตร", "this system's id at the issuer")),
    Setting("PRONGSAI_OIDC_SECRET", "", Text("รหัสลับของระบบนี้ที่ผู้ออกบัตร", "this system's secret at the issuer")),
    Setting("PRONGSAI_OIDC_NAME", "OpenID Connect", Text("ชื่อปุ่มเข้าสู่ระบบ", "name on the sign-in button")),
)  # fmt: skip
FEWEST_SECRET_SIGNS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """An OpenID Connect issuer that people may sign in with."""

    issuer: str
    client_id: str
    secret: str
    name: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The checked environment. `mail` are Django's e-mail settings, `database` its connection."""

    data: Path
    address: str
    database: Database
    secret_key: str
    seal_key: bytes
    demo: bool
    today: datetime.date | None
    mail: Mapping[str, object]
    mail_from: str
    proxy: bool
    oidc: Oidc | None

    @property
    def secure(self) -> bool:
        """Whether people reach the site by https."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return the settings; raise `InputError` with every variable that is wrong."""
    reader = _Reader(variables)
    data = Path(reader.text("PRONGSAI_DATA")).absolute()
    demo = reader.read("PRONGSAI_DEMO", _switch, False)
    environment = Environment(
        data=data,
        address=reader.read("PRONGSAI_ADDRESS", _address, ""),
        database=reader.read("DATABASE_URL", lambda text: _database(text, data), {}),
        secret_key=reader.read("PRONGSAI_SECRET_KEY", _secret, ""),
        seal_key=reader.read("PRONGSAI_SEAL_KEY", _seal_key, b""),
        demo=demo,
        today=reader.read("PRONGSAI_TODAY", lambda text: _today(text, demo=demo), None),
        mail=reader.read("EMAIL_URL", lambda text: _mail(text, data), {}),
        mail_from=reader.text("PRONGSAI_MAIL_FROM"),
        proxy=reader.read("PRONGSAI_PROXY", _switch, False),
        oidc=_oidc(reader),
    )
    if reader.problems:
        raise InputError(reader.problems)
    return environment


class Wrong(ValueError):
    """A value that cannot be used, with how to mend it."""

    def __init__(self, why: Text, remedy: Text) -> None:
        super().__init__(why.en)
        self.why, self.remedy = why, remedy


class _Reader:
    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[Problem] = []
        self.defaults = {setting.name: setting.default for setting in SETTINGS}

    def text(self, name: str) -> str:
        return self.variables.get(name, "").strip() or self.defaults[name]

    def read(self, name: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            return parse(self.text(name))
        except ValueError as error:
            # What the standard library cannot take apart, such as a port that is no number, says so in English only.
            wrong = error if isinstance(error, Wrong) else _MISWRITTEN
            secret = any(part in name for part in ("SECRET", "KEY", "URL"))
            # A secret that is wrong is still not printed.
            shown = "" if secret else self.text(name)
            self.problems.append(
                Problem(id="environment", where=name, found=shown, why=wrong.why, remedy=wrong.remedy)
            )
            return otherwise


_MISWRITTEN = Wrong(
    Text("เขียนที่อยู่ไม่ถูกแบบ", "this address is not well formed"),
    Text("ดูตัวอย่างในคู่มือผู้ดูแลเครื่อง", "see the examples in the operator's guide"),
)


def _switch(text: str) -> bool:
    if text in ("0", "1"):
        return text == "1"
    raise Wrong(Text("ต้องเป็น 0 หรือ 1", "must be 0 or 1"), Text("ใส่ 0 หรือ 1", "write 0 or 1"))


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and not parts.query:
        return text.rstrip("/")
    raise Wrong(
        Text("ไม่ใช่ที่อยู่เว็บ", "this is no web address"),
        Text("เขียนเช่น https://ita.example.go.th", "write it like https://ita.example.go.th"),
    )


def _secret(text: str) -> str:
    if not text or len(text) >= FEWEST_SECRET_SIGNS:
        return text
    raise Wrong(
        Text(f"สั้นกว่า {FEWEST_SECRET_SIGNS} ตัว", f"shorter than {FEWEST_SECRET_SIGNS} signs"),
        Text("ใช้ข้อความสุ่มที่ยาวกว่านี้ หรือปล่อยว่าง", "use a longer random text, or leave it empty"),
    )


def _seal_key(text: str) -> bytes:
    if not text:
        return b""
    # A line of an environment file cannot be broken.
    pem = text.replace("\\n", "\n").encode()
    try:
        key_fingerprint(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Wrong(
            Text("ไม่ใช่กุญแจลับ Ed25519 แบบ PEM", "this is no Ed25519 private key in PEM form"),
            Text(
                "คัดลอกทั้งไฟล์ seal-key เดิม (ขึ้นบรรทัดใหม่เขียนเป็น \\n ได้) หรือปล่อยว่าง",
                "copy the whole of an earlier file seal-key (line ends may be written \\n), or leave it empty",
            ),
        ) from error
    return pem


def _today(text: str, *, demo: bool) -> datetime.date | None:
    if not text:
        return None
    if not demo:
        raise Wrong(
            Text("ใช้ได้เฉพาะโหมดตัวอย่าง", "this is for demo mode only"),
            Text("ลบออก หรือตั้ง PRONGSAI_DEMO=1", "remove it, or set PRONGSAI_DEMO=1"),
        )
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Wrong(
            Text("ไม่ใช่วันที่", "this is no date"), Text("เขียนเช่น 2026-04-20", "write it like 2026-04-20")
        ) from error


def _database(text: str, data: Path) -> Database:
    parts = urlsplit(text)
    if parts.scheme in ("", "sqlite"):
        name = unquote(parts.path.removeprefix("/")) if parts.path else str(data / "prongsai.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                # A read that turns into a write fails late otherwise; FULL survives a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
            },
        }
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": query,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise Wrong(
        Text("ไม่รู้จักฐานข้อมูลแบบนี้", "this kind of database is not known"),
        Text(
            "ใช้ postgres://ผู้ใช้:รหัส@เครื่อง/ชื่อ หรือ sqlite:///ไฟล์ หรือปล่อยว่าง",
            "use postgres://user:word@host/name, sqlite:///file, or leave it empty",
        ),
    )


def _mail(text: str, data: Path) -> Mapping[str, object]:
    if not text:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
        }
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise Wrong(
            Text("ไม่ใช่ที่อยู่เซิร์ฟเวอร์อีเมล", "this is no mail server"),
            Text("เขียนเช่น smtp+tls://ผู้ใช้:รหัส@เครื่อง:587", "write it like smtp+tls://user:word@host:587"),
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def _oidc(reader: _Reader) -> Oidc | None:
    issuer = reader.text("PRONGSAI_OIDC")
    if not issuer:
        return None
    missing = [name for name in ("PRONGSAI_OIDC_ID", "PRONGSAI_OIDC_SECRET") if not reader.text(name)]
    for name in missing:
        why = Text("ต้องมีเมื่อใช้ PRONGSAI_OIDC", "is needed together with PRONGSAI_OIDC")
        remedy = Text("ใส่ค่าที่ได้จากผู้ออกบัตร", "write what the issuer gave you")
        reader.problems.append(Problem(id="environment", where=name, found="", why=why, remedy=remedy))
    return Oidc(
        issuer=issuer,
        client_id=reader.text("PRONGSAI_OIDC_ID"),
        secret=reader.text("PRONGSAI_OIDC_SECRET"),
        name=reader.text("PRONGSAI_OIDC_NAME"),
    )


def kept_secret(data: Path) -> str:
    """Return the secret kept in the data folder, made at the first start; only its owner may read it."""
    file = data / "secret-key"
    if not file.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = secrets.token_urlsafe(64)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
                target.write(made)
        except FileExistsError:
            pass  # Another process was a moment earlier.
    return file.read_text("ascii").strip()
