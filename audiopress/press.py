"""The pipeline on one page: articles are scripted, cast, recorded, stitched, and published from the library.

Nothing is published until everything has been made, and no step is done twice: takes and encoded fragments are kept by
content hash, so a run that was interrupted continues where it stopped, and a correction records only what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from zoneinfo import ZoneInfo

from audiopress import learn, newsroom, publish, script, segment, speech, stitch
from audiopress.errors import ConfigError, ScriptError, StandingError
from audiopress.ingredients import ingredients
from audiopress.languages.pack import missing
from audiopress.languages.tags import same_language
from audiopress.model import Article, Show, Source, Tags, Voice
from audiopress.workspace import Workspace

if TYPE_CHECKING:
    from audiopress.model import Enclosure, Episode, Place, Programme, Script, Taught, Utterance
    from audiopress.newsroom import Library
    from audiopress.publish import Report
    from audiopress.script import Selection
    from audiopress.segment import Outcome
    from audiopress.work.pool import Pool

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`, called often; must be quick."""


NAMED: Final = 5
"""Headlines that a warning names."""
TRIES: Final = 5
"""How often a publish that met another one is begun again."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _unheard(_line: str) -> None:
    """Nobody listens."""


def _taught(script: Script, show: Show) -> tuple[Taught, ...]:
    """What a script teaches; a show's glossary is read where it does."""
    if all(cue.kind != "passage" for cue in script.cues):
        return ()
    return learn.taught(script, learn.glossary_of(show))


def _credits(voices: Iterable[Voice]) -> str:
    """Who made the voices and on what terms, each once: what their licences ask to be printed."""
    return "; ".join(dict.fromkeys(f"{voice.attribution} ({voice.licence})" for voice in voices))


def _others(outcome: Outcome) -> str:
    """What was left out of a text with several stories, and how to have it."""
    others = outcome.others
    named = ", ".join(map(repr, others[:NAMED])) + (", …" if len(others) > NAMED else "")
    told = f"only {outcome.article.headline!r} is read" if outcome.article else "one cannot be read"
    ahead = "-- " if outcome.source == "-" else ""  # else `-#all` would be an option
    how = "" if "://" in outcome.source else f" ({ahead}{outcome.source}#all are all of them)"
    return f"{outcome.source}: of {len(others) + 1} stories {told}, and not {named}{how}"


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """A script made audible."""

    script: Script
    programme: Programme
    enclosure: Enclosure
    renditions: tuple[Enclosure, ...]
    utterances: tuple[Utterance, ...]
    voices: tuple[str, ...]
    taught: tuple[Taught, ...] = ()
    recorded: int
    """Takes recorded now; the other ones were in the cache."""
    reused: int
    record: dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The steps, in a newsroom."""

    workspace: Workspace
    progress: Progress = _silent
    warn: Callable[[str], None] = _unheard
    """Told what did not work and costs nobody anything: a hub that did not answer, an episode held back."""
    now: Callable[[], datetime] = _clock
    allow_teaser: bool = False
    anyway: bool = False
    """Read also what does not look like a story; what is made of it stays a draft."""
    explain: bool = False
    """Every label of each line is listed, and not only the one that won."""
    pool: Pool | None = None
    """Workers that are kept for several episodes; else each step of each begins its own."""
    told: set[str] = field(default_factory=set, compare=False, repr=False)
    """What was warned of once and is not again."""

    def library(self) -> Library:
        """The newsroom's library."""
        return newsroom.Library(self.workspace.library)

    # ---- the steps, each one call

    def read(
        self,
        sources: Iterable[str | Source],
        *,
        folder: Path | None = None,
        stdin: BinaryIO | None = None,
        known: Collection[str] = (),
    ) -> Generator[Outcome, None, None]:
        """Every article of the sources, or the error that kept it from being read: one never costs the others.

        Each is read when it is asked for, and an entry of a feed whose address is `known` is passed over.

        Relative paths are relative to `folder`, else to the newsroom's. An article's `source` is relative to the
        newsroom, or absolute outside of it: the same file is the same article, wherever it was named from.
        """
        folder = folder or self.workspace.root
        for source in sources:
            for outcome in segment.read(
                source,
                settings=self.workspace.settings,
                folder=folder,
                stdin=stdin,
                profiles=self.workspace.publishers(),
                cache=self.workspace.pages if self.workspace.laid else None,
                line_model=self.workspace.line_model,
                allow_teaser=self.allow_teaser,
                anyway=self.anyway,
                explain=self.explain,
                known=known,
            ):
                article = outcome.article
                if outcome.note:
                    self.warn(outcome.note)
                    continue
                if outcome.others:
                    self.warn(_others(outcome))
                if article is not None and article.doubt:
                    self.warn(f"{article.source}: {article.doubt}")
                if article is None:
                    yield outcome
                else:
                    self._tell(article.language)
                    yield replace(outcome, article=replace(article, source=self.known_as(article.source, folder)))

    def _tell(self, language: str) -> None:
        """Warn, once, of a language without rules."""
        if (line := missing(language)) and line not in self.told:
            self.told.add(line)
            self.warn(line)

    def known_as(self, source: str, folder: Path) -> str:
        """One name for one file; addresses, and what came from no file, keep theirs."""
        name, story = segment.parted(source, folder)
        if name == "-" or "://" in source or not (folder / name).is_file():
            return source
        place, root = (folder / name).resolve(), self.workspace.root.resolve()
        known = (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()
        return f"{known}#{story}" if story else known

    def shown(self, source: str) -> str:
        """An article's source as a command takes it here: the file from the folder one stands in."""
        name, story = segment.parted(source, self.workspace.root)
        path = (self.workspace.root / name).absolute()
        if name == "-" or "://" in source or not path.is_file():
            return source
        shown = str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
        return f"{shown}#{story}" if story else shown

    def write(self, show: Show, articles: Sequence[Article]) -> str:
        """The script of an episode, as text an editor can change. Raises ScriptError."""
        return self.select(show, articles, date=self.now(), number=self.number(show)).text

    def select(self, show: Show, articles: Sequence[Article], *, date: datetime, number: int) -> Selection:
        """The script of an episode of that date and number, and what found room in it; an editor is told what it lacks."""
        title = self.workspace.settings.title
        chosen = script.select(show, articles, date=date, newsroom=title, number=number)
        for note in chosen.notes:
            self.warn(note)
        return chosen

    def number(self, show: Show) -> int:
        """The number of a show's next episode; 0 where it does not number them (`number` among its options)."""
        first = show.options.get("number", 0)
        if isinstance(first, bool) or not isinstance(first, int) or first < 0:
            where = str(show.folder / "show.toml")
            raise ConfigError(f"options.number: {first!r} is no number of an episode", where=where, hint="0 is none")
        if not first:
            return 0
        library = self.library()
        with library.heads() as head:
            numbers = [int(head(row).record.get("number", 0)) for row in library.rows(show.name)]
        return max(first, 1 + max(numbers, default=0))

    def planned(self, show: Show, text: str, *, source: str) -> tuple[Script, tuple[Utterance, ...]]:
        """A script, and the sentences that are recorded of it. Raises ScriptError, ConfigError."""
        parsed = script.parse(text, source=source)
        if not parsed.title:
            # Directories refuse an episode without one, and a listener could not tell it from the others.
            raise ScriptError("the script has no title", where=source, hint="begin it with a line `@title …`")
        casting = script.cast(parsed, show, self.workspace.voices_of(show))
        for note in casting.notes:
            self.warn(note)
        for language in sorted({cue.language or parsed.language for cue in parsed.cues if cue.kind == "speech"}):
            self._tell(language)
        own = script.own_lexicon(source)

        def lexicons(language: str) -> tuple[Path, ...]:
            return (
                *self.workspace.lexicons(language, show),
                *(own if same_language(language, parsed.language) else ()),
            )

        utterances = script.utterances(parsed, casting, show, lexicons=lexicons)
        if not utterances:
            raise ScriptError("the script says nothing", where=source, hint="add a line such as `HOST: …`")
        return parsed, tuple(utterances)

    def ingredients(self, show: Show, text: str, *, source: str) -> dict[str, str]:
        """What an episode of this script would be made of today; nothing is recorded. Raises as `produce` does.

        A voice that is not ready has its stand-in, as when it is made. What an editor may want to know of it is told then,
        and not here as well.
        """
        parsed, planned = replace(self, warn=_unheard).planned(show, text, source=source)
        read, _ = speech.stand_in(planned, self.workspace.voices_of(show))
        return ingredients(parsed, read, show)

    def produce(
        self, show: Show, text: str, *, source: str, path: Path, places: Mapping[int, Place] | None = None
    ) -> Produced:
        """A script's text to a finished file at `path`; `places` are where its lines stand in articles.

        Raises ScriptError, ConfigError, SpeechError, AudioError.
        """
        self.workspace.ensure_state()
        return self.performed(show, *self.planned(show, text, source=source), path=path, places=places)

    def performed(
        self,
        show: Show,
        parsed: Script,
        utterances: Sequence[Utterance],
        *,
        path: Path,
        places: Mapping[int, Place] | None = None,
    ) -> Produced:
        """What was planned, recorded and stitched. Raises ConfigError, SpeechError, AudioError."""
        settings = self.workspace.settings
        workers = self.pool or settings.workers
        with newsroom.stage("record"):
            recorded = speech.record_or_stand_in(
                utterances,
                self.workspace.voices_of(show),
                cache=self.workspace.takes,
                workers=workers,
                progress=lambda done, total: self.progress("record", done, total),
            )
        for line in speech.told(recorded.stand_ins):
            self.warn(line)
        placed = script.placed(parsed, places or {})
        with newsroom.stage("stitch"):
            programme, enclosure, renditions = stitch.produce(
                placed,
                recorded.utterances,
                recorded.takes,
                show,
                tags=self._tags(show, parsed),
                path=path,
                workers=workers,
                cache=self.workspace.fragments,
                ffmpeg=settings.ffmpeg,
                progress=lambda done, total: self.progress("stitch", done, total),
                warn=self.warn,
            )
        takes = recorded.takes
        reused = sum(take.cached for take in takes)
        return Produced(
            script=parsed,
            taught=_taught(placed, show),
            programme=programme,
            enclosure=enclosure,
            renditions=renditions,
            utterances=tuple(utterances),
            voices=tuple(dict.fromkeys(utterance.voice.name for utterance in recorded.utterances)),
            recorded=len(takes) - reused,
            reused=reused,
            record={
                "word_timing": ", ".join(sorted({take.timing for take in takes})),
                "cost": round(sum(take.cost for take in takes), 4),
                "stand_ins": "; ".join(map(str, recorded.stand_ins)),
                "credits": _credits(utterance.voice for utterance in recorded.utterances),
                **ingredients(parsed, recorded.utterances, show),
            },
        )

    def begun(self, show: Show) -> bool:
        """Whether there is something of the show to publish, here or in the store. Raises PublishError, LibraryError."""
        if self.library().names(show.name):
            return True
        store = publish.open_store(self.workspace.settings, self.workspace.root)
        return store.get(f"{show.name}/feed.xml") is not None

    def publish(self, show: Show, *, look: bool = False, forget: bool = False, verify: bool = False) -> Report:
        """The show's feed and pages as the library has them: media first, then the feed.

        `look` at all public files, whatever the last publish says that it left; `forget` takes episodes out of the feed that the library does not know; `verify` reads every public file. Raises
        PublishError, and StandingError where the feed names such episodes.
        """
        self.progress("publish", 0, 1)
        self.workspace.ensure_state()
        with newsroom.stage("publish", show=show.name):
            report = self._published(show, look=look, forget=forget, verify=verify)
        self.progress("publish", 1, 1)
        if report.warning:
            self.warn(report.warning)
        for name in report.held_back:
            self.warn(f"{name} is dated in the future and appears with the first publish after that time")
        return report

    def _published(self, show: Show, *, look: bool, forget: bool, verify: bool) -> Report:
        library = self.library()
        store = publish.open_store(self.workspace.settings, self.workspace.root)
        for attempt in range(TRIES):
            try:
                members = library.members(show.name)
                with library.heads() as head:
                    return publish.publish(
                        show,
                        members,
                        settings=self.workspace.settings,
                        store=store,
                        state=self.workspace.state,
                        now=self.now(),
                        forget=forget,
                        verify=verify,
                        trusting=not look,
                        shelf=publish.Shelf(digest=lambda row: row.digest, head=head, whole=library.whole),
                    )
            except publish.Conflict:
                # Somebody published the show in the meantime: again, with what the library has now.
                if attempt == TRIES - 1:
                    raise
            except StandingError:
                # The feed may name an episode that was kept after the library was read, and published by its maker.
                if attempt == TRIES - 1 or library.members(show.name) == members:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def alert(
        self,
        kind: str,
        show: Show,
        title: str,
        reason: str,
        *,
        episode: Episode | None = None,
        due: str = "",
        warn: Callable[[str], None] | None = None,
    ) -> None:
        """Tell who wants to know that an edition failed (`failure`), is held (`hold`) or is out (`published`)."""
        settings = self.workspace.settings
        if not settings.alerts.to:
            return
        event = newsroom.Event(
            kind=kind,
            show=show.name,
            title=title,
            reason=reason,
            edition=episode.edition if episode else due,
            episode=episode.id if episode else "",
            page=f"{settings.base_url}{show.name}/{episode.id}/" if episode else "",
            at=self.now().astimezone(ZoneInfo(settings.timezone)),
        )
        newsroom.send(settings.alerts, event, folder=self.workspace.root, warn=warn or self.warn)

    def _tags(self, show: Show, parsed: Script) -> Tags:
        cover = publish.make_cover(show, settings=self.workspace.settings, cache=self.workspace.covers)
        words = "\n\n".join(cue.text for cue in parsed.cues if cue.kind == "speech")
        return Tags(
            title=parsed.title,
            artist=parsed.meta.get("authors", "") or show.author,
            album=show.title,
            date=self.now(),
            language=parsed.language,
            text=words,
            cover=cover.thumb,
            url=parsed.meta.get("link", ""),
            comment=script.disclosure(show, parsed.language),
        )
