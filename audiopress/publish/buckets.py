"""A bucket of S3, or of anything that speaks its protocol, as a store."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from audiopress.doors import Option
from audiopress.errors import PublishError
from audiopress.publish.places import kind
from audiopress.publish.stores import ABSENT, StoredFile, StoreKind, conflict

OURS: Final = "sha256:"
"""Begins a tag of our own, of a service that gives none: no condition can be made of it."""
_UNKNOWN: Final = frozenset({"NotImplemented", "MethodNotAllowed", "UnsupportedOperation", "501", "405"})
_HEADERS: Final = {"IfNoneMatch": "If-None-Match", "IfMatch": "If-Match"}


class S3(StoreKind):
    """A bucket. Content types are ours, the feed is written only over the one that was read (If-Match).

    `conditional = False` is for services that do not know If-Match: what is there is then looked at just before it is
    written over, and two publishers at the same moment may both find what they expect.
    """

    options: ClassVar[Mapping[str, Option]] = {
        "bucket": Option("the bucket's name", needed=True),
        "prefix": Option("a folder in the bucket"),
        "endpoint": Option("the service's address; else Amazon's own"),
        "region": Option("the service's region"),
        "conditional": Option("whether the service knows If-Match", bool),
    }

    @classmethod
    def lacking(cls, options: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """The package, or a key."""
        del options
        try:
            import boto3
        except ImportError:
            yield "an S3 store needs boto3, which is not installed", "pip install 'audiopress[s3]'"
            return
        if boto3.Session().get_credentials() is None:
            yield (
                "no key for it is set",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into ~/.aws/credentials",
            )

    def __init__(
        self,
        *,
        bucket: str,
        prefix: str = "",
        endpoint: str = "",
        region: str = "",
        conditional: bool = True,
        client: Any = None,
    ) -> None:
        self.bucket = bucket
        self.prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self.conditional = conditional
        self._client = client or _client(endpoint, region)

    def list(self, prefix: str) -> dict[str, StoredFile]:
        """Every object under `prefix`."""
        found: dict[str, StoredFile] = {}
        with self._told(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + prefix
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    name = entry["Key"].removeprefix(self.prefix)
                    found[name] = StoredFile(entry["Size"], entry.get("ETag", ""))
        return found

    def get(self, name: str) -> tuple[bytes, str] | None:
        """An object's content and ETag; a digest of ours where the service has none."""
        with self._told(name):
            try:
                answer = self._client.get_object(Bucket=self.bucket, Key=self.prefix + name)
            except self._client.exceptions.NoSuchKey:
                return None
            content: bytes = answer["Body"].read()
            return content, answer.get("ETag") or OURS + hashlib.sha256(content).hexdigest()

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write an object in one request: it is there whole or not at all."""
        from botocore.exceptions import ClientError

        condition: dict[str, str] = {}
        if match is not None and (match.startswith(OURS) or not self.conditional):
            there = self.get(name)
            if (there[1] if there else ABSENT) != match:
                raise conflict(self._where(name))
        elif match is not None:
            condition = {"IfNoneMatch": "*"} if match == ABSENT else {"IfMatch": match}
        how = kind(name)
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
                    raise conflict(self._where(name)) from None
                if "IfMatch" in condition and _code(error) == "NoSuchKey":  # S3's answer where what was read is gone
                    raise conflict(self._where(name)) from None
                if condition and (_code(error) in _UNKNOWN or _status(error) in {400, 405, 501}):
                    raise PublishError(
                        f"the service does not know {' and '.join(_HEADERS[key] for key in condition)}"
                        f" ({_code(error) or _status(error)})",
                        where=self._where(name),
                        hint="put conditional = false under [store] in audiopress.toml, and let one machine publish at a"
                        " time: two at the same moment could then take back each other's episodes",
                    ) from None
                raise

    def delete(self, name: str) -> None:
        """Remove an object."""
        with self._told(name):
            self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def same(self, name: str, entry: StoredFile, content: bytes) -> bool:
        """Whether the object holds `content`, by its MD5; with keys of one's own the ETag is another, so it is read."""
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return entry.tag.strip('"') == digest or super().same(name, entry, content)

    def _where(self, name: str) -> str:
        return f"s3://{self.bucket}/{self.prefix}{name}"

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.parsers import ResponseParserError

        try:
            yield
        except ClientError as error:
            detail: Mapping[str, str] = error.response.get("Error", {})
            message = f"{_code(error)}: {self._discreet(detail.get('Message', 'refused'))}"
            raise PublishError(message, where=self._where(name), hint=_advice(error)) from None
        except BotoCoreError as error:
            raise PublishError(
                self._discreet(str(error)), where=self._where(name), hint="look at the endpoint and your keys"
            ) from None
        except (ResponseParserError, KeyError) as error:
            told = f"does not answer as S3 does: {self._discreet(str(error))[:200]}"
            raise PublishError(
                told, where=self._where(name), hint="look at the endpoint under [store] in audiopress.toml"
            ) from None
        except OSError as error:
            raise PublishError(
                f"cannot be sent: {error.strerror or error}", where=str(error.filename or self._where(name))
            ) from None

    def _discreet(self, text: str) -> str:
        """A service's own words in one line, without the id of the key, which some of them repeat."""
        signer = getattr(self._client, "_request_signer", None)
        key = getattr(getattr(signer, "_credentials", None), "access_key", "")
        line = " ".join(text.split())
        return line.replace(key, "…") if key else line


def _advice(error: Any) -> str:
    """What to do about a refusal."""
    if _status(error) == 501 or _code(error) in _UNKNOWN:
        return "the service does not know a part of S3 that is needed here; choose another one, or a directory"
    return "look at the bucket's name, its policy and your keys"


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _status(error: Any) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


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
            # Checksums only where S3 asks for them: other services refuse Amazon's newest headers.
            config=Config(
                retries={"mode": "standard", "max_attempts": 5},
                connect_timeout=10,
                read_timeout=60,
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
    except (BotoCoreError, ValueError) as error:
        raise PublishError(" ".join(str(error).split()), hint="look at [store] in audiopress.toml") from None
