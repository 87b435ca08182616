"""read: what a page is taken for; and --keep and --drop, which teach it to a publisher's profile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import Json, Sources, app, press, print_json, state
from audiopress.cli.pages import Anyway, Teaser, finish
from audiopress.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audiopress.press import Press
    from audiopress.segment import Outcome

_UNREAD = (
    "give the whole page, as HTML best; or say which lines are the story's: keep = [...] in a profile, docs/editors.md"
)
Keep = Annotated[
    list[str] | None, typer.Option("--keep", metavar="WORDS", help="Lines that begin so are the story's, on this site.")
]
Drop = Annotated[
    list[str] | None, typer.Option("--drop", metavar="WORDS", help="Lines that begin so are not, on this site.")
]


@app.command(rich_help_panel="Making episodes")
def read(
    sources: Sources,
    why: Annotated[
        bool, typer.Option("--why", help="Show whose each quote is, what each line was taken for, and over what.")
    ] = False,
    keep: Keep = None,
    drop: Drop = None,
    site: Annotated[
        str,
        typer.Option("--site", metavar="DOMAIN", help="With --keep and --drop: whose page it is; else its address's."),
    ] = "",
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Show the segmented article: headline, byline, lede, quotes and whose, what was dropped and why.

    --keep and --drop write what a line is into the profile of its publisher, and read the page again.
    """
    from audiopress.model import Dropped

    asked = [("keep", words) for words in keep or []] + [("drop", words) for words in drop or []]
    if site and not asked:
        raise UsageError("--site says whose profile --keep and --drop write", hint='read PAGE --drop "Listen to this"')
    at = press(allow_teaser=allow_teaser, anyway=anyway, explain=why, laid=bool(asked))
    if asked:
        taught = _taught(at, sources, asked, site=site)
        if not as_json and not state.quiet:
            console.aside(f"{taught}: {', '.join(f'{key} {words!r}' for key, words in asked)}")
    told = why and not as_json
    outcomes = list(at.read(sources, folder=Path.cwd(), stdin=sys.stdin.buffer))
    if as_json:
        found = [answers.read(outcome) for outcome in outcomes]
        print_json(found[0] if len(found) == 1 else found)
    else:
        for index, outcome in enumerate(o for o in outcomes if o.article):
            if index:
                print()
            assert outcome.article is not None
            console.article(outcome.article, why=why)
    for outcome in outcomes:
        if told and isinstance(outcome.error, SourceError) and outcome.error.dropped:
            console.dropped([line for line in outcome.error.dropped if isinstance(line, Dropped)])
            # Its own hint may be to look at what is shown here.
            outcome.error.hint = _UNREAD
    finish([o.error for o in outcomes if o.error], some=any(o.article for o in outcomes))


def _taught(at: Press, sources: Sequence[str], asked: Iterable[tuple[str, str]], *, site: str) -> Path:
    """The profile of the one page's publisher, with what was asked for in it. Raises UsageError, SourceError, ConfigError."""
    from audiopress import segment

    if len(sources) != 1 or sources[0] == "-":
        raise UsageError(
            "--keep and --drop want one page, a file or an address", hint='audiopress read PAGE --drop "Listen to this"'
        )
    outcomes = list(at.read(sources, folder=Path.cwd()))
    lines = [line for outcome in outcomes for line in _lines(outcome)]
    for _, words in asked:
        if not words.strip() or not any(line.startswith(" ".join(words.split())) for line in lines):
            raise SourceError(
                f"no line of the page begins with {words!r}",
                where=sources[0],
                hint="audiopress read PAGE --why shows every line; nothing was written",
            )
    domain, name = _publisher(at, sources[0], outcomes, site=site)
    path = at.workspace.root / "feeds" / "publishers" / f"{domain}.toml"
    known = next((folder / path.name for folder in at.workspace.publishers() if (folder / path.name).is_file()), None)
    if known is not None and known != path:  # a shipped one is the newsroom's from now on
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(known.read_bytes())
    for key, words in asked:
        segment.teach(path, key, words, name=name)
    return path


def _lines(outcome: Outcome) -> list[str]:
    """Every line of a page, the story's and the others."""
    article = outcome.article
    if article is None:
        left = getattr(outcome.error, "dropped", ())
        return [" ".join(str(one.line).split()) for one in left]
    own = (article.headline, *article.byline, article.dateline, *article.captions, *article.paragraphs)
    return [" ".join(line.split()) for line in (*own, *(one.line for one in article.dropped))]


def _publisher(at: Press, source: str, outcomes: Sequence[Outcome], *, site: str) -> tuple[str, str]:
    """The domain whose profile is meant, and what the publisher is called where the page says it. Raises UsageError."""
    from audiopress import segment
    from audiopress.sources.urls import host

    name = next((one.article.site for one in outcomes if one.article and one.article.site), "")
    if site:
        return site.lower().removeprefix("www."), name
    if "://" in source:
        told = next((one.article.source for one in outcomes if one.article), source)
        return host(told), name
    path = Path(source.partition("#")[0])
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    known = segment.profile_in(text, segment.load_profiles(at.workspace.publishers()))
    if known is None:
        raise UsageError("the page does not say of which site it is", hint="--site news.example.org names it")
    return known.domain, name
