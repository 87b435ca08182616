"""What the script room's tests share: shows as they are shipped, small voices, articles built from parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiopress.config import load_show
from audiopress.model import Article, Cast, Quote, Show, Voice
from audiopress.workspace import Workspace, shipped

DATE = datetime(2026, 3, 13, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def date() -> datetime:
    return DATE


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An empty newsroom: everything in it is what was shipped."""
    return Workspace.find(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="session")
def shipped_show() -> Callable[[str], Show]:
    return lambda name: load_show(shipped() / "feeds" / name)


@pytest.fixture(scope="session")
def make_voice() -> Callable[..., Voice]:
    def make(name: str, *languages: str, **further: object) -> Voice:
        base = Voice(
            name=name,
            engine="tone",
            model="mid",
            languages=languages or ("en",),
            attribution="The audiopress developers",
            licence="MIT",
        )
        return replace(base, **further)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def make_cast() -> Callable[..., Cast]:
    return lambda host="anchor", **further: Cast(host=host, **further)


@pytest.fixture
def make_show(tmp_path: Path) -> Callable[..., Show]:
    """A show with a format of the test's own."""

    def make(template: str = "HOST: {{ article.headline }}\n", **further: object) -> Show:
        (tmp_path / "format.j2").write_text(template, encoding="utf-8")
        base = Show(
            name="trial",
            folder=tmp_path,
            title="The trial show",
            description="A show for tests",
            language="en",
            author="The newsroom",
            cast=Cast(host="anchor"),
        )
        return replace(base, **further)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """An article of paragraphs, each a text or a (before, quoted, speaker, after) with a voiced quote in it."""

    def make(*parts: str | tuple[str, str, str, str], confidence: float = 0.9, **further: object) -> Article:
        paragraphs: list[str] = []
        quotes: list[Quote] = []
        offset = 0
        for part in parts:
            text = part
            if isinstance(part, tuple):
                before, quoted, speaker, after = part
                text = f"{before}“{quoted}”{after}"
                start = offset + len(before)
                quotes.append(
                    Quote(
                        start=start,
                        end=start + len(quoted) + 2,
                        text=quoted,
                        voiced=True,
                        speaker=speaker,
                        mention=None,
                        confidence=confidence,
                    )
                )
            assert isinstance(text, str)
            paragraphs.append(text)
            offset += len(text) + 1
        base = Article(
            source="story.txt",
            headline="The bridge opens",
            byline=("Ada Moreau",),
            paragraphs=tuple(paragraphs),
            quotes=tuple(quotes),
        )
        return replace(base, **further)  # type: ignore[arg-type]

    return make
