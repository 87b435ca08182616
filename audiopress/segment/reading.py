"""Sources -> articles: what is found in them, each turned into an article or an error. One fault never costs the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from audiopress.errors import AudiopressError, SourceError
from audiopress.model import Article, Settings, Source
from audiopress.segment.page.dump import separate
from audiopress.segment.page.profiles import load_profiles
from audiopress.segment.page.several import ALL, free_name, name_of, parted, told
from audiopress.segment.stories import ReadingOptions, article_of
from audiopress.sources.asking import asked
from audiopress.sources.documents import TEXT, Document, Found
from audiopress.sources.guarding import unexpected
from audiopress.sources.newest import MOST
from audiopress.sources.opening import Opener

if TYPE_CHECKING:
    from audiopress.segment.page.line_model import LineModel
    from audiopress.segment.page.lines import PageLine

SHOWN: Final = 5
"""Headlines that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source: an article or an error."""

    source: str
    article: Article | None = None
    error: AudiopressError | None = None
    others: tuple[str, ...] = ()
    """The headlines of the stories that stand in the same text and were not asked for."""
    note: str = ""
    """What was passed over, where there is neither an article nor an error: files of a folder, old entries of a feed."""


def read(
    source: str | Source,
    *,
    settings: Settings,
    folder: Path,
    stdin: BinaryIO | None = None,
    profiles: Sequence[Path] = (),
    cache: Path | None = None,
    line_model: Path | None = None,
    allow_teaser: bool = False,
    anyway: bool = False,
    explain: bool = False,
    known: Collection[str] = (),
    newest: int = MOST,
) -> Iterator[Outcome]:
    """Every article of a source, or the error that kept it from being read, each read when it is asked for.

    A source is a file, a folder, an address, a mailbox, or `-` for `stdin`, in any format that a reader knows
    (docs/sources.md). Of a text with several stories the longest is read; `FILE#all` are all of them, `FILE#2` is the
    second, `FILE#some-headline` the one of that headline, and so with a folder or a feed. Relative paths are relative to
    `folder`; `profiles` are folders of publisher profiles; `cache` keeps fetched pages with their validators;
    `line_model` is a file for the pages that are plain text; `anyway` reads what does not look like a story; `explain` lists every
    label of each line. Of a feed the
    `newest` entries are read, the newest first, and none whose address is `known`. Raises ConfigError for a profile or
    model that cannot be used.
    """
    model: LineModel | None = None
    if line_model is not None:
        from audiopress.segment.page.line_model import load_line_model

        model = load_line_model(line_model)
    try:
        wanted = asked(source)
    except AudiopressError as error:
        yield Outcome(source=error.where, error=error)
        return
    name, story = parted(wanted.url, folder)
    how = ReadingOptions(
        profiles=load_profiles(profiles),
        timezone=settings.timezone,
        model=model,
        allow_teaser=allow_teaser,
        anyway=anyway,
        explain=explain,
    )
    with ExitStack() as ending:
        if not wanted.url.strip():
            # An unset variable in a shell: as a path it would be this folder, and every file of it an episode.
            yield _failed("", "the source's name is empty", "give a file, a folder, an address or -")
            return
        opener = Opener(settings=settings, ending=ending, cache=cache, known=known, newest=newest)
        found = _Reader(how=how, each=bool(story)).read(opener.open(replace(wanted, url=name), folder, stdin))
        found = guarded(wanted.url, found)
        yield from found if story in {"", ALL} else _one(found, name, story)


@dataclass(slots=True, kw_only=True)
class _Reader:
    how: ReadingOptions
    each: bool
    """Every story of a text is wanted."""

    def read(self, found: Iterator[Found]) -> Iterator[Outcome]:
        """What became of everything that was found."""
        taken: set[str] = set()
        for one in found:
            if one.note:
                yield Outcome(source=one.source, note=one.note)
            elif one.document is None:
                yield Outcome(source=one.source, error=one.error)
            elif one.several:
                yield _named(self.whole(one.document, one), one.source, taken)
            elif one.document.kind == TEXT:
                yield from self.text(one.document, one, taken)
            else:
                yield self.whole(one.document, one)

    def whole(self, document: Document, found: Found) -> Outcome:
        """The article of a document; else of what may stand for it; else the first error of all."""
        outcome = self.attempt(document) if found.error is None else Outcome(source=found.source, error=found.error)
        instead = document.instead if found.error is None else document
        if outcome.article is None and instead is not None:
            own = self.attempt(replace(instead, source=found.source if found.error else instead.source))
            # What went wrong on the way to the page says more than what is wrong with the feed's own text.
            return own if own.article is not None else outcome
        return outcome

    def text(self, document: Document, found: Found, taken: set[str]) -> Iterator[Outcome]:
        """The story of a text, or every one of several."""
        parts = separate(document.body)
        if len(parts) == 1:
            yield self.whole(document, found)
            return
        pieces = [replace(document, body="\n".join(line.text for line in part)) for part in parts]
        read_ = [self.attempt(piece, lines=part) for piece, part in zip(pieces, parts, strict=True)]
        if not self.each:
            main = parts.index(max(parts, key=told))
            others = [one.article.headline for at, one in enumerate(read_) if one.article and at != main]
            yield replace(self.whole(document, found), others=tuple(others))
            return
        for outcome in read_:
            yield _named(outcome, document.source, taken)

    def attempt(self, document: Document, *, lines: Sequence[PageLine] = ()) -> Outcome:
        """One article, or its error."""

        def made() -> Outcome:
            article = article_of(document, self.how, lines=lines)
            return Outcome(source=article.source, article=article)

        return attempted(document.source, made)


def _named(outcome: Outcome, source: str, taken: set[str]) -> Outcome:
    """One of several stories of a source, called by its headline."""
    if outcome.article is None:
        return outcome
    name = free_name(outcome.article.headline, taken)
    taken.add(name)
    known = f"{source}#{name}"
    return replace(outcome, source=known, article=replace(outcome.article, source=known))


def attempted(source: str, do: Callable[[], Outcome]) -> Outcome:
    """What `do` makes of one source, or the error of it alone."""
    try:
        return do()
    except AudiopressError as error:
        error.where = error.where or source
        return Outcome(source=source, error=error)
    except OSError:  # a full disk is nobody's page
        raise
    except Exception as fault:  # noqa: BLE001 - pages come from strangers, and one never costs the others
        return Outcome(source=source, error=unexpected(source, fault))


def guarded(source: str, found: Iterator[Outcome]) -> Iterator[Outcome]:
    """What was found, and where that comes to an end by a fault of ours, the error that names it."""
    try:
        yield from found
    except (AudiopressError, OSError):
        raise
    except Exception as fault:  # noqa: BLE001 - as in `attempted`
        yield Outcome(source=source, error=unexpected(source, fault))


def _one(outcomes: Iterator[Outcome], source: str, story: str) -> list[Outcome]:
    """The one of several that was asked for by its number or by the words of its headline."""
    found: list[Outcome] = []
    number = int(story) if story.isdecimal() and len(story) <= 6 else 0
    for one in outcomes:
        if not one.note:
            found.append(one)
        if number and len(found) == number:
            return [found[-1]]
    name = name_of(story)
    # Of two with one headline each has a name of its own.
    named = [one for one in found if one.article and one.source.endswith((f"#{story}", f"#{name}"))]
    named = named or [one for one in found if one.article and name_of(one.article.headline) == name]
    if named or not any(one.article for one in found):
        return named or list(found)
    there = [f"#{n} is {one.article.headline!r}" for n, one in enumerate(found, 1) if one.article]
    return [_failed(source, f"has no story #{story}", "; ".join(there[:SHOWN]) + ("; …" if len(there) > SHOWN else ""))]


def _failed(source: str, message: str, hint: str = "") -> Outcome:
    return Outcome(source=source, error=SourceError(message, where=source, hint=hint))
