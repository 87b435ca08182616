"""Where the public files go: a directory, or a bucket of S3 (or of anything that speaks its protocol).

A store writes a file whole or not at all. `put` of the feed names the tag of the feed it replaces, so that of two
publishers at once the later one is told (`Conflict`) instead of taking back what the first one added.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from audiopress.errors import PublishError
from audiopress.model import Settings
from audiopress.publish.names import kind

ABSENT: Final = ""
"""The tag to match where nothing may be there yet."""
MODE: Final = 0o644


class Conflict(PublishError):
    """Somebody else wrote the feed in the meantime."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a store knows of a file without reading it."""

    size: int
    tag: str
    """Changes with the content; empty where the store would have to read the file."""


class Store(Protocol):
    """Where public files go. Names are relative, with slashes. Every method raises PublishError."""

    def list(self, prefix: str) -> dict[str, Entry]:
        """Every file whose name begins with `prefix`."""

    def get(self, name: str) -> tuple[bytes, str] | None:
        """A file's content and tag, or None."""

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write a file whole; with `match`, only over a file of that tag (`ABSENT`: only where there is none)."""

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def same(self, name: str, entry: Entry, content: bytes) -> bool:
        """Whether the file listed as `entry` holds `content`."""


def open_store(settings: Settings, folder: Path) -> Store:
    """The store that audiopress.toml names; a directory's path is relative to the newsroom's folder."""
    table = settings.store
    if table.get("kind", "directory") == "s3":
        return S3(
            bucket=table.get("bucket", ""),
            prefix=table.get("prefix", ""),
            endpoint=table.get("endpoint", ""),
            region=table.get("region", ""),
        )
    return Directory(folder / (table.get("path") or settings.public))


# ---- a directory


@dataclass(frozen=True, slots=True)
class Directory:
    """A folder, as a web server shows it. A file appears whole: written beside its place, synced, renamed into it."""

    path: Path

    def list(self, prefix: str) -> dict[str, Entry]:
        """Every file under `prefix`; what a killed run left half-written is among them."""
        with _told("cannot be read", self.path):
            top = self.path / prefix.rpartition("/")[0]
            found = {
                path.relative_to(self.path).as_posix(): Entry(path.stat().st_size, "")
                for path in sorted(top.rglob("*"))
                if path.is_file() and not path.is_symlink()
            }
        return {name: entry for name, entry in found.items() if name.startswith(prefix)}

    def get(self, name: str) -> tuple[bytes, str] | None:
        """A file's content and digest."""
        path = self._place(name)
        with _told("cannot be read", path):
            try:
                content = path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return content, hashlib.sha256(content).hexdigest()

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write a file whole."""
        path = self._place(name)
        if match is not None:
            there = self.get(name)
            if (there[1] if there else ABSENT) != match:
                raise _conflict(str(path))
        with _told("cannot be written", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    if isinstance(content, Path):
                        with content.open("rb") as source:
                            shutil.copyfileobj(source, out, 1 << 20)
                    else:
                        out.write(content)
                    out.flush()
                    os.fsync(out.fileno())
                Path(part).chmod(MODE)
                Path(part).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(part).unlink()
                raise
            _sync_folder(path.parent)

    def delete(self, name: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        path = self._place(name)
        with _told("cannot be deleted", path):
            path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.path:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def same(self, name: str, entry: Entry, content: bytes) -> bool:
        """Whether the file holds `content`."""
        if entry.size != len(content):
            return False
        there = self.get(name)
        return there is not None and there[0] == content

    def _place(self, name: str) -> Path:
        if name.startswith("/") or any(part in {"", ".", ".."} for part in name.split("/")):
            raise PublishError(f"not a name of a public file: {name!r}")
        return self.path / name


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _told(what: str, path: Path) -> Iterator[None]:
    """An OSError as a message of one line that says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PublishError(f"{what}: {reason}", where=str(error.filename or path), hint=_remedy(error.errno)) from None


def _remedy(number: int | None) -> str:
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return "the old feed still stands; make room and publish again"
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "the old feed still stands; let audiopress write there, or choose another folder with public = in audiopress.toml"
    return "the old feed still stands"


def _conflict(where: str) -> Conflict:
    return Conflict(
        "the feed was written by somebody else in the meantime",
        where=where,
        hint="nothing was taken back; publish again",
    )


# ---- S3


class S3:
    """A bucket. Content types are ours, the feed is written only over the one that was read (If-Match)."""

    def __init__(
        self, *, bucket: str, prefix: str = "", endpoint: str = "", region: str = "", client: Any = None
    ) -> None:
        self.bucket = bucket
        self.prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self._client = client or _client(endpoint, region)

    def list(self, prefix: str) -> dict[str, Entry]:
        """Every object under `prefix`."""
        found: dict[str, Entry] = {}
        with self._told(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + prefix
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    name = entry["Key"].removeprefix(self.prefix)
                    found[name] = Entry(entry["Size"], entry["ETag"])
        return found

    def get(self, name: str) -> tuple[bytes, str] | None:
        """An object's content and ETag."""
        with self._told(name):
            try:
                answer = self._client.get_object(Bucket=self.bucket, Key=self.prefix + name)
            except self._client.exceptions.NoSuchKey:
                return None
            return answer["Body"].read(), answer["ETag"]

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write an object in one request: it is there whole or not at all."""
        from botocore.exceptions import ClientError

        how = kind(name)
        condition = {} if match is None else {"IfNoneMatch": "*"} if match == ABSENT else {"IfMatch": match}
        with self._told(name), contextlib.ExitStack() as stack:
            body = stack.enter_context(content.open("rb")) if isinstance(content, Path) else content
            try:
                self._client.put_object(
                    Bucket=self.bucket,
                    Key=self.prefix + name,
                    Body=body,
                    ContentType=how.mime,
                    CacheControl=how.cache,
                    **condition,
                )
            except ClientError as error:
                if _code(error) in {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}:
                    raise _conflict(self._where(name)) from None
                raise

    def delete(self, name: str) -> None:
        """Remove an object."""
        with self._told(name):
            self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def same(self, name: str, entry: Entry, content: bytes) -> bool:
        """Whether the object holds `content`, by its MD5; with keys of one's own the ETag is another, so it is read."""
        if entry.size != len(content):
            return False
        if entry.tag.strip('"') == hashlib.md5(content, usedforsecurity=False).hexdigest():
            return True
        there = self.get(name)
        return there is not None and there[0] == content

    def _where(self, name: str) -> str:
        return f"s3://{self.bucket}/{self.prefix}{name}"

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            detail: Mapping[str, str] = error.response.get("Error", {})
            message = f"{_code(error)}: {detail.get('Message', 'refused')}"
            raise PublishError(
                message, where=self._where(name), hint="look at the bucket's name, its policy and your keys"
            ) from None
        except BotoCoreError as error:
            raise PublishError(
                " ".join(str(error).split()), where=self._where(name), hint="look at the endpoint and your keys"
            ) from None
        except OSError as error:
            raise PublishError(
                f"cannot be sent: {error.strerror or error}", where=str(error.filename or self._where(name))
            ) from None


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _client(endpoint: str, region: str) -> Any:
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ImportError:
        raise PublishError(
            "an S3 store needs boto3, which is not installed", hint="pip install 'audiopress[s3]'"
        ) from None
    try:
        return boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=region or None,
            config=Config(retries={"mode": "standard", "max_attempts": 5}, connect_timeout=10, read_timeout=60),
        )
    except (BotoCoreError, ValueError) as error:
        raise PublishError(" ".join(str(error).split()), hint="look at [store] in audiopress.toml") from None
