"""What every store must keep, as tests that the author of one runs: see docs/plugins.md.

from audiopress.publish.contract import examine

def test_my_store(tmp_path):
    examine(MyStore(…))
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from audiopress.doors import Option
from audiopress.errors import PublishError
from audiopress.publish.stores import ABSENT, Conflict, Store, StoreKind

FEED: Final = "contract/feed.xml"
SOUND: Final = "contract/media/a-0123456789ab.mp3"
NAMES: Final = (FEED, SOUND, "contract/a-page/index.html", "contract/a-page/transcript.ko.vtt", "index.html")
"""Public files have such names: letters, digits, dots, hyphens; folders by slashes."""


def examine(store: Store) -> None:
    """Raises AssertionError, which says what is wrong, unless the store, which must be empty, keeps the contract.

    It is empty again at the end.
    """
    _declared(type(store))
    assert store.list("") == {}, "give the test an empty store"
    for check in (_given_back, _whole, _listed, _unchanged, _one_feed, _gone):
        check(store)
        for name in store.list(""):
            store.delete(name)
        assert store.list("") == {}, "what was deleted is still listed"


def _declared(store: type[Store]) -> None:
    assert StoreKind in store.__mro__, f"{store.__name__} is a subclass of audiopress.publish.StoreKind"
    kind = cast("type[StoreKind]", store)
    for name, option in kind.options.items():
        assert name.isidentifier(), f"the option {name!r} is no name that stands bare in TOML"
        assert name != "kind", "`kind` is the name of the store itself"
        assert isinstance(option, Option), f"the option {name!r} is an Option, not {option!r}"
        assert option.told, f"the option {name!r} says what it is"
        assert option.kind in {str, bool, int}, f"the option {name!r} is a text, true or false, or a whole number"
    lacking = [*kind.lacking({})]
    assert all(isinstance(told, str) and isinstance(hint, str) for told, hint in lacking), "lacking: (what, what to do)"


def _given_back(store: Store) -> None:
    for number, name in enumerate(NAMES):
        content = bytes(range(256)) * number + b"\r\n\0"
        store.put(name, content)
        assert _content(store, name) == content, f"{name}: what is read is not what was put"
    for name in ("contract/nothing", "nothing/at/all.html"):
        assert store.get(name) is None, f"{name} was never put, and get is not None"


def _whole(store: Store) -> None:
    with tempfile.TemporaryDirectory(prefix="audiopress-") as folder:
        source = Path(folder) / "sound"
        content = b"a sound of more than one block" * 10_000
        source.write_bytes(content)
        store.put(SOUND, source)
    assert _content(store, SOUND) == content, "a file that is given by its path does not come back as it was"
    store.put(SOUND, b"short")
    assert _content(store, SOUND) == b"short", "a shorter file over a longer one keeps some of the longer"


def _listed(store: Store) -> None:
    for name in NAMES:
        store.put(name, name.encode())
    listed = {name: entry.size for name, entry in store.list("").items()}
    assert listed == {name: len(name) for name in NAMES}, f"list says {listed}"
    some = set(store.list("contract/a-"))
    assert some == {name for name in NAMES if name.startswith("contract/a-")}, f"list of a prefix says {some}"
    assert store.list("contract/b") == {}, "list of a prefix that nothing has"


def _unchanged(store: Store) -> None:
    store.put(FEED, b"<rss/>")
    entry = store.list(FEED)[FEED]
    assert store.same(FEED, entry, b"<rss/>"), "same denies what was put"
    assert not store.same(FEED, entry, b"<rss>>"), "same takes other bytes of the same length"
    assert not store.same(FEED, entry, b"<rss />"), "same takes other bytes"


def _one_feed(store: Store) -> None:
    store.put(FEED, b"1", match=ABSENT)
    _raises(Conflict, lambda: store.put(FEED, b"2", match=ABSENT), "a feed over one that must not be there")
    first = _tag(store)
    assert first != ABSENT, "the tag of a file that is there is never empty"
    assert _tag(store) == first, "the tag of a file changes by itself"
    store.put(FEED, b"2", match=first)
    assert _content(store, FEED) == b"2"
    assert _tag(store) != first, "another content has the same tag"
    _raises(Conflict, lambda: store.put(FEED, b"3", match=first), "a feed over one that somebody else wrote")
    assert _content(store, FEED) == b"2", "a put that was refused was done all the same"
    store.delete(FEED)
    _raises(Conflict, lambda: store.put(FEED, b"3", match=first), "a feed over one that is gone")


def _gone(store: Store) -> None:
    store.put(SOUND, b"sound")
    store.put(FEED, b"feed")
    store.delete(SOUND)
    store.delete(SOUND)  # one that is not there is no error
    assert store.get(SOUND) is None, "what was deleted can be read"
    assert set(store.list("")) == {FEED}, "delete takes one file and no other"


def _content(store: Store, name: str) -> bytes:
    found = store.get(name)
    assert found is not None, f"{name} was put and is not there"
    return found[0]


def _tag(store: Store) -> str:
    found = store.get(FEED)
    assert found is not None, f"{FEED} was put and is not there"
    return found[1]


def _raises(kind: type[PublishError], call: Callable[[], object], what: str) -> None:
    try:
        call()
    except kind:
        return
    raise AssertionError(f"{what} must be a {kind.__name__}: of two publishers at once the later one must be told")
