"""The two stores behave alike; the directory's own rules, and S3's through moto's server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audiopress.errors import PublishError
from audiopress.model import Settings
from audiopress.publish import S3, Conflict, Directory, Store, open_store, publish
from audiopress.publish.contract import examine

Make = Callable[..., Any]


def test_the_built_in_stores_keep_the_contract(store: Store) -> None:
    """What a plug-in's author is asked for is what a directory and a bucket do."""
    examine(store)


def test_a_put_over_something_else_is_a_conflict(store: Store) -> None:
    """With `match` a file is written only over the one that was read, or only where there is none."""
    store.put("show/feed.xml", b"1", match="")
    with pytest.raises(Conflict):
        store.put("show/feed.xml", b"2", match="")
    found = store.get("show/feed.xml")
    assert found
    store.put("show/feed.xml", b"2", match=found[1])
    with pytest.raises(Conflict) as caught:
        store.put("show/feed.xml", b"3", match=found[1])
    assert "publish again" in caught.value.hint
    again = store.get("show/feed.xml")
    assert again
    assert again[0] == b"2"


def test_a_show_can_be_published_to_either_store(
    store: Store, make_show: Make, make_episode: Make, settings: Settings, tmp_path: Path
) -> None:
    """Both stores take a show, keep it when nothing changed, and lose what was withdrawn."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def run(episodes: list[Any]) -> Any:
        return publish(make_show(), episodes, settings=settings, store=store, state=tmp_path / "state", now=now)

    first = run([make_episode(1), make_episode(2)])
    again = run([make_episode(1), make_episode(2)])
    last = run([make_episode(1), make_episode(2, state="withdrawn")])

    assert first.written[-1] == "daily-brief/feed.xml"
    assert again.written == ()
    assert set(again.kept) == set(first.written)
    assert any(name.startswith("daily-brief/media/2026-harbour-2") for name in last.deleted)
    assert set(store.list("daily-brief/")) < set(first.written)


def test_s3_files_have_our_types_and_caching(
    bucket: S3, make_show: Make, make_episode: Make, settings: Settings, tmp_path: Path
) -> None:
    """What browsers and apps need to know of a file is stored with it: type and Cache-Control."""
    publish(make_show(), [make_episode(1)], settings=settings, store=bucket, state=tmp_path, grace=timedelta(0))

    seen = {}
    for name in bucket.list(""):
        head = bucket._client.head_object(Bucket=bucket.bucket, Key="podcasts/" + name)
        seen[Path(name).suffix] = (head["ContentType"], head["CacheControl"])
    assert seen[".xml"] == ("application/rss+xml; charset=utf-8", "public, max-age=300")
    assert seen[".mp3"] == ("audio/mpeg", "public, max-age=31536000, immutable")
    assert seen[".vtt"] == ("text/vtt; charset=utf-8", "public, max-age=31536000, immutable")
    assert seen[".srt"][0] == "application/x-subrip; charset=utf-8"
    assert seen[".html"] == ("text/html; charset=utf-8", "public, max-age=300")


def test_a_bucket_that_is_not_there_is_told_in_a_line(endpoint: str, bucket: S3) -> None:
    """What S3 refuses is a PublishError with the place and what to look at."""
    with pytest.raises(PublishError) as caught:
        S3(bucket="no-such-bucket", endpoint=endpoint).put("feed.xml", b"")
    assert "NoSuchBucket" in caught.value.message
    assert caught.value.where == "s3://no-such-bucket/feed.xml"
    with pytest.raises(PublishError):
        S3(bucket=bucket.bucket, endpoint="not an address")


class Refusing:
    """A client of S3 whose service answers as some do."""

    def __init__(self, inner: Any, *, etag: bool = True, conditions: bool = True) -> None:
        self._inner, self._etag, self._conditions = inner, etag, conditions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def put_object(self, **asked: Any) -> Any:
        from botocore.exceptions import ClientError

        if not self._conditions and asked.keys() & {"IfMatch", "IfNoneMatch"}:
            answer: Any = {
                "Error": {"Code": "NotImplemented", "Message": "a header"},
                "ResponseMetadata": {"HTTPStatusCode": 501},
            }
            raise ClientError(answer, "PutObject")
        return self._inner.put_object(**asked)

    def get_object(self, **asked: Any) -> Any:
        answer = self._inner.get_object(**asked)
        if not self._etag:
            del answer["ETag"]
        return answer


def test_a_service_without_conditions_is_told_and_can_be_used(bucket: S3) -> None:
    """A service that does not know If-None-Match is told with the setting; with it, what is there is looked at before it is written over."""
    client = Refusing(bucket._client, conditions=False)
    with pytest.raises(PublishError) as caught:
        S3(bucket=bucket.bucket, client=client).put("show/feed.xml", b"1", match="")
    assert "does not know If-None-Match" in caught.value.message
    assert "conditional = false" in caught.value.hint

    store = S3(bucket=bucket.bucket, client=client, conditional=False)
    store.put("show/feed.xml", b"1", match="")
    with pytest.raises(Conflict):
        store.put("show/feed.xml", b"2", match="")
    found = store.get("show/feed.xml")
    assert found
    store.put("show/feed.xml", b"2", match=found[1])


def test_a_service_without_etags_can_be_used(bucket: S3) -> None:
    """Where an answer has no ETag, a digest of the content takes its place, and the later of two is still told."""
    store = S3(bucket=bucket.bucket, client=Refusing(bucket._client, etag=False))
    store.put("show/feed.xml", b"1", match="")
    found = store.get("show/feed.xml")
    assert found
    store.put("show/feed.xml", b"2", match=found[1])
    with pytest.raises(Conflict):
        store.put("show/feed.xml", b"3", match=found[1])


def test_no_header_is_sent_that_only_amazon_knows(bucket: S3) -> None:
    """Checksum headers are sent only where S3 asks for them: other services answer 501 to them."""
    sent: list[str] = []
    bucket._client.meta.events.register("before-send.s3.PutObject", lambda request, **_: sent.extend(request.headers))
    bucket.put("show/feed.xml", b"1", match="")
    assert sent
    assert not [name for name in sent if "checksum" in name.lower()]


def test_a_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    """A directory store writes and deletes below its folder only."""
    store = Directory(tmp_path / "public")
    for name in ("../out", "/etc/passwd", "a/../../out", "", "a//b", "./a"):
        with pytest.raises(PublishError):
            store.put(name, b"")
        with pytest.raises(PublishError):
            store.delete(name)


def test_a_directory_shows_a_file_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the old content and no part of the new one."""
    store = Directory(tmp_path)
    store.put("a/feed.xml", b"old")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(tmp_path / "a/feed.xml"))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PublishError, match="cannot be written: Permission denied"):
        store.put("a/feed.xml", b"new")

    assert [path.name for path in (tmp_path / "a").iterdir()] == ["feed.xml"]
    assert (tmp_path / "a/feed.xml").read_bytes() == b"old"


def test_deleting_the_last_file_removes_its_folder(tmp_path: Path) -> None:
    """Folders that a deletion leaves empty go too, up to the public folder itself."""
    store = Directory(tmp_path / "public")
    store.put("show/episode/index.html", b"")
    store.put("show/feed.xml", b"")

    store.delete("show/episode/index.html")
    assert [path.name for path in (tmp_path / "public/show").iterdir()] == ["feed.xml"]
    store.delete("show/feed.xml")
    assert (tmp_path / "public").is_dir()
    assert not list((tmp_path / "public").iterdir())


def test_the_settings_choose_the_store(tmp_path: Path, settings: Settings) -> None:
    """audiopress.toml names a directory by default, another path, or a bucket."""
    assert open_store(settings, tmp_path) == Directory(tmp_path / "public")
    other = replace(settings, store={"kind": "directory", "path": "/srv/www"})
    assert open_store(other, tmp_path) == Directory(Path("/srv/www"))
    pytest.importorskip("boto3", reason="boto3 is not installed (extra s3)")
    table = {"kind": "s3", "bucket": "b", "prefix": "/p/", "region": "eu-west-1"}
    found = open_store(replace(settings, store=table), tmp_path)
    assert isinstance(found, S3)
    assert found.prefix == "p/"
    assert found.conditional
    unconditional = open_store(replace(settings, store={**table, "conditional": False}), tmp_path)
    assert isinstance(unconditional, S3)
    assert not unconditional.conditional
