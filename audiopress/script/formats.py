"""Articles -> the text of a script, laid out by a show's format.j2.

An article's words can never become a cue, a directive or a speaker: every value a format prints is put on one line
between two marks (characters that no text may contain), and the finished lines are read with the marks in place. The
role, the directive's name and the colon must be the format's own; a colon inside a speaker's name is taken out.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import ConfigError, Problem, ScriptError, undecodable
from audiopress.languages.pack import EVERYWHERE, pack
from audiopress.languages.tags import NONE, primary, same_language
from audiopress.model import Article, Place, Script, Show
from audiopress.script import toolbox
from audiopress.script.cue_structure import Places
from audiopress.script.filters import add_filters, add_used
from audiopress.script.fitting import TOLERANCE, Measure, fitted
from audiopress.script.lengths import estimate
from audiopress.script.lesson_pieces import Tutor
from audiopress.script.markup import unmarked
from audiopress.script.own_words import OwnWords
from audiopress.script.parsing import HEAD, is_language, parse
from audiopress.script.templates import of_the_format, printing, rendered, unparsed
from audiopress.tables import read_toml

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from audiopress.script.toolbox import StoryPiece

FORMAT: Final = "format.j2"
EXPLAIN: Final = "explain"
"""The option of a show that explains what it reads: the language in which it does."""
READS: Final = "reads"
"""The option of such a show that says in which language its stories are; English where it does not."""
WORDS: Final = "words.toml"
_OPEN, _CLOSE, _BETWEEN = "\ufdd0", "\ufdd1", "\ufdd2"
_LANGUAGE = re.compile(r"@language\s+(\S+)")
_DIRECTIVE = re.compile(r"@[^\s@:\ufdd0]+(?:\s.*)?")
_CUE = re.compile(r"([A-Z][A-Z0-9]*(?=[ \t:])(?:[^:\ufdd0]|\ufdd0[^\ufdd1]*\ufdd1)*):(.*)")
_VALUE = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A written script and the articles that found room in it."""

    text: str
    articles: tuple[Article, ...]
    left_out: tuple[Article, ...]
    """Later stories that the show's `stories` or `max_minutes` left no room for; named by `@left-out` lines."""
    places: Places
    """Where the lines of the text that are the articles' own words stand in them."""
    notes: tuple[str, ...] = ()
    """What an editor may want to know of it: expressions without a meaning, a length that cannot be had."""


def write(
    show: Show, articles: Sequence[Article], *, date: datetime, title: str = "", newsroom: str = "", number: int = 0
) -> str:
    """The text of the script that lays `articles` out as an episode of `show`. See `select`."""
    return select(show, articles, date=date, title=title, newsroom=newsroom, number=number).text


def select(
    show: Show, articles: Sequence[Article], *, date: datetime, title: str = "", newsroom: str = "", number: int = 0
) -> Selection:
    """As many of the articles, in their order, as fit the show's limits, laid out by its format.

    The first one always has room: an edition without a story is none. `number` is the episode's, in a show that numbers
    them. Raises ScriptError naming format.j2 and its line.
    """
    if not articles:
        raise ScriptError("there is no article to write a script of", where=str(show.folder))
    most = min(show.stories or len(articles), len(articles))
    layout = _Layout(show, articles[:most], date=date, title=title, newsroom=newsroom, number=number)
    left_out = [toolbox.one_line(article.headline) for article in articles]

    def parsed(text: str) -> Script:
        try:
            return parse(text, source=str(layout.path), roles=_roles(show))
        except ScriptError as error:
            raise of_the_format(error, text, layout.path) from None

    def laid_out(count: int) -> tuple[str, Places, bool]:
        """The script of the first stories, with its places, and whether it is short enough."""
        plain, places = layout.lay_out(count)
        if layout.minutes and layout.tutor:
            measure = fitted(
                lambda measure: estimate(parsed(layout.lay_out(count, measure)[0]), show),
                seconds=60 * layout.minutes,
                begin=layout.measure,
                chosen=any(piece.lesson.chosen for piece in layout.pieces[:count] if piece.lesson),
            )
            plain, places = layout.lay_out(count, measure)
        text, begin = _with_left_out(plain, left_out[count:])
        places = {number + (len(left_out) - count if number > begin else 0): one for number, one in places.items()}
        script = parsed(text)
        _understood(script, articles[:count], show)
        return text, places, not show.max_minutes or estimate(script, show) <= 60 * show.max_minutes

    fits, (text, places, short) = most, laid_out(most)
    if not short:
        # A script grows with its stories, so the longest that fits is found by halving.
        fits = bisect(range(2, most), False, key=lambda count: not laid_out(count)[2]) + 1
        text, places, _ = laid_out(fits)
    return Selection(
        text=text,
        places=places,
        articles=tuple(articles[:fits]),
        left_out=tuple(articles[fits:]),
        notes=tuple(_notes(layout, fits, estimate(parsed(text), show))),
    )


def _notes(layout: _Layout, count: int, seconds: float) -> Iterator[str]:
    for piece in layout.pieces[:count]:
        if piece.lesson and piece.lesson.waiting:
            yield (
                f"{piece.headline!r}: nobody wrote what {', '.join(piece.lesson.waiting)} "
                f"{'means' if len(piece.lesson.waiting) == 1 else 'mean'}, so it is not explained"
            )
    if layout.tutor and layout.minutes and abs(seconds - 60 * layout.minutes) > TOLERANCE * 60 * layout.minutes:
        yield (
            f"{layout.pieces[0].headline!r} comes to about {seconds / 60:.1f} minutes, and {layout.show.name} asks for "
            f"{layout.minutes:g}: choose more or fewer passages (`audiopress gloss`)"
        )


def reads(show: Show) -> str:
    """The language of a show's stories."""
    return str(show.options.get(READS, EVERYWHERE)) if EXPLAIN in show.options else show.language


def _understood(script: Script, articles: Sequence[Article], show: Show) -> None:
    """Raises ScriptError for an article that would be read as if it were written in another language."""
    spoken = {primary(cue.language or script.language) for cue in script.cues if cue.kind == "speech"}
    read, hint = script.language, "give words.toml of the show a table [{}], or its format an @language"
    if EXPLAIN in show.options:
        # Its glossary is of one language, and its voices are cast for that.
        read, hint = reads(show), f'its option {READS} = "{{}}", with a glossary of that language'
        spoken = {primary(read)}
    for article in articles:
        if _told(article.language) and primary(article.language) not in spoken:
            raise ScriptError(
                f"the article's language is {article.language}, and the show {show.name!r} reads {read}",
                where=article.source,
                hint=hint.format(primary(article.language)),
            )


def disclosure(show: Show, language: str = "") -> str:
    """The sentence that says the voices are synthetic: the show's own in its language, else the language's."""
    return _disclosure(show, language or show.language)


def _disclosure(show: Show, language: str) -> toolbox.Own:
    """With the language that it is written in, which is another where nobody knows the sentence in the one asked for."""
    ways = [(language, pack(language).show.disclosure), (show.language, show.disclosure)]
    if show.disclosure and same_language(language, show.language):
        ways.reverse()
    ways += [(tag, pack(tag).show.disclosure) for tag in (show.language, EVERYWHERE)]
    return next(toolbox.Own(text, tag) for tag, text in ways if text)


def _told(language: str) -> bool:
    """Whether an article's language is known."""
    return is_language(language) and primary(language) != NONE


def _roles(show: Show) -> tuple[str, ...]:
    """What a format of the show may use; every format may use the three that `parse` knows."""
    return (*show.cast.roles, "host")


# ---- the format and what it is given


class _Layout:
    """One show's format with one edition's articles, laid out as often as it takes to fit."""

    def __init__(
        self, show: Show, articles: Sequence[Article], *, date: datetime, title: str, newsroom: str, number: int
    ) -> None:
        self.show, self.articles = show, articles
        self.path = show.folder / FORMAT
        self.data = _tables(show.folder)
        self.words = OwnWords(self.data.get("words"), show.folder / WORDS)
        self.language = self._language(articles)
        self.pieces = [
            toolbox.piece(article, show=show, language=self._story_language(article.language), story=number)
            for number, article in enumerate(articles)
        ]
        self.values = {
            "show": show,
            "date": date,
            "title": toolbox.one_line(title),
            "newsroom": newsroom,
            "number": number,
        }
        self.template = _template(self.path, self.language)
        self.tutor = Tutor(show) if EXPLAIN in show.options else None
        self.minutes = _minutes(show)
        self.measure = Measure()
        if self.tutor:
            options = self.tutor.options
            self.measure = Measure(passages=options.passages, expressions=options.expressions)
            self.pieces = self._taught(self.measure)

    def _taught(self, measure: Measure) -> list[StoryPiece]:
        """The stories with their lessons."""
        assert self.tutor is not None
        lessons = (
            self.tutor.lesson(
                toolbox.sure(article, self.show),
                piece.language,
                number,
                passages=measure.passages,
                expressions=measure.expressions,
            )
            for number, (article, piece) in enumerate(zip(self.articles, self.pieces, strict=True))
        )
        return [replace(piece, lesson=made) for piece, made in zip(self.pieces, lessons, strict=True)]

    def lay_out(self, count: int, measure: Measure | None = None) -> tuple[str, Places]:
        """The script with the first `count` articles, and the places of its lines; `measure` is how much is explained."""
        if measure is not None:
            self.pieces = self._taught(measure)
        values = {
            **self.values,
            "stretch": measure.stretch if measure else 1.0,
            "articles": self.pieces[:count],
            "article": self.pieces[0],
            "language": self.language,
            "disclosure": _disclosure(self.show, self.language),
            "data": self.data,
            "words": self.words.of(self.language),
        }
        return _seal(rendered(self.template, values, self.path), self.path)

    def _language(self, articles: Sequence[Article]) -> str:
        """The articles' language where all share one that the show has words for, else the show's.

        A show that explains speaks the language of explanation, whatever its articles are written in.
        """
        if is_language(explain := str(self.show.options.get(EXPLAIN, ""))):
            return self.show.language if same_language(explain, self.show.language) else explain
        found = {primary(article.language) for article in articles}
        only = found.pop() if len(found) == 1 else ""
        if not _told(only) or not self.words.speaks(only):
            return self.show.language
        return self.show.language if same_language(only, self.show.language) else only

    def _story_language(self, language: str) -> str:
        return self.language if same_language(language, self.language) or not _told(language) else language


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    """Every other TOML file of the show's folder by its name: `people.toml` is `data.people` in the format."""
    tables: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in {"show.toml", "lexicon.toml"}:
            tables[path.stem] = _table(path)
    return tables


def _minutes(show: Show) -> float:
    """The length that a show asks for; 0: none."""
    value = show.options.get("minutes", 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        where = str(show.folder / "show.toml")
        raise ConfigError(f"options.minutes: {value!r} is no number of minutes", where=where, hint="0 is any length")
    return float(value)


def _table(path: Path) -> dict[str, Any]:
    return read_toml(path)[0]


def _quoted(value: object) -> str:
    """Jinja's `finalize`: what a format prints is one line between marks."""
    if value is None:
        raise ValueError("a value that is not there (None) would be spoken; test it with {% if … %} first")
    text = toolbox.one_line(str(value))
    if isinstance(value, toolbox.ArticleWords):
        place = value.place
        known = (str(place.story), str(place.paragraph), place.kind, place.before, place.after)
        text = _BETWEEN.join((*known, text))
    elif isinstance(value, toolbox.Own):
        text = _BETWEEN.join((value.language, text))
    return f"{_OPEN}{text}{_CLOSE}"


@lru_cache(maxsize=32)
def _environment(path: Path, language: str) -> Environment:
    """What formats of a show are compiled in, for scripts of a language. It keeps them for as long as their text stays."""
    from jinja2 import FileSystemLoader, StrictUndefined, nodes
    from jinja2.sandbox import SandboxedEnvironment

    class Desk(SandboxedEnvironment):
        """Jinja's, which looks through every template, also an included one, before it is made into a program."""

        def _generate(
            self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
        ) -> str:
            add_used(self, source, language, filename or str(path))
            return super()._generate(source, name, filename, defer_init)

    class Folder(FileSystemLoader):
        """Jinja's, which compares texts: a file that was changed twice in the same instant has one time."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            text, name, _ = super().get_source(environment, template)

            def unchanged() -> bool:
                try:
                    return Path(name).read_text("utf-8") == text
                except (OSError, UnicodeDecodeError):
                    return False

            return text, name, unchanged

    environment = Desk(
        loader=Folder(path.parent),
        undefined=StrictUndefined,
        finalize=_quoted,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # a script is no HTML; `_quoted` does the escaping that matters here
    )
    add_filters(environment, language)
    return environment


def _template(path: Path, language: str) -> Template:
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _environment(path, language).get_template(path.name)
    except TemplateSyntaxError as error:
        raise unparsed(error, path) from None
    except UnicodeDecodeError as error:
        where, hint = undecodable(path, error)
        raise ScriptError("the format is not UTF-8 text", where=where, hint=hint) from None
    except (TemplateError, OSError) as error:
        raise ScriptError(f"the format cannot be read: {error}", where=str(path)) from None


# ---- sealing: the lines of the format, with the values in their marks


def _seal(text: str, path: Path) -> tuple[str, dict[int, Place]]:
    """The rendered lines without their marks, and the places of those that say an article's words. Raises ScriptError for lines whose beginning a value made."""
    lines: list[str] = []
    problems: list[Problem] = []
    places: dict[int, Place] = {}
    spoken = _LineLanguage()
    for line in map(str.strip, text.split("\n")):
        if not line:
            if lines and lines[-1]:
                lines.append("")
        elif line.startswith("#"):
            lines.append(_open(line))
        elif line.startswith("@") and _DIRECTIVE.fullmatch(line):
            opened = _open(line).strip()
            lines.append(spoken.directive(opened if opened.startswith("@link ") else unmarked(opened)))
        elif found := _CUE.fullmatch(line):
            if text := unmarked(_open(found[2]).strip()):
                lines += spoken.switch(_own_language(found[2]))
                lines.append(f"{_name(found[1])}: {text}")
                if place := _carried(found[2]):
                    places[len(lines)] = place
        else:
            problems.append(Problem(printing(_open(line), path), f"prints a line that is no cue: {_open(line)[:60]!r}"))
    if problems:
        hint = "every line begins with a role and a colon, or with a directive, written in the format itself"
        raise ScriptError("the format does not make a script", where=str(path), hint=hint, problems=problems)
    # A script begins with a line: blank ones before it are taken off, and counted off.
    blank = next((number for number, line in enumerate(lines) if line), 0)
    text = "\n".join(lines).strip("\n") + "\n"
    return text, {number - blank: place for number, place in places.items()}


def _open(text: str) -> str:
    return _VALUE.sub(lambda found: found[1].rpartition(_BETWEEN)[2], text)


def _carried(text: str) -> Place | None:
    """The place of the article's words in a line; None of a line that has none."""
    for value in _VALUE.findall(text):
        if value.count(_BETWEEN) > 1:
            story, paragraph, kind, before, after, _ = value.split(_BETWEEN)
            return Place(story=int(story), paragraph=int(paragraph), kind=kind, before=before, after=after)
    return None


def _own_language(text: str) -> str:
    """The language of the show's own words in a line; empty of a line that has none."""
    parted = (value.split(_BETWEEN) for value in _VALUE.findall(text))
    return next((parts[0] for parts in parted if len(parts) == 2), "")


class _LineLanguage:
    """The language that the lines of a script are in, and the one that its format last asked for."""

    def __init__(self) -> None:
        self.asked = self.now = ""

    def directive(self, line: str) -> str:
        """A directive of the format's."""
        if found := _LANGUAGE.fullmatch(line):
            self.asked = self.now = found[1]
        return line

    def switch(self, own: str) -> list[str]:
        """The line that goes before words of the show's own in another language, and before what follows them."""
        wanted = own or self.asked
        if not wanted or not self.now or same_language(wanted, self.now):
            return []
        self.now = wanted
        return [f"@language {wanted}"]


def _name(head: str) -> str:
    """`QUOTE Name` of a cue: what is an article's own in it may hold no colon."""
    plain = _VALUE.sub(lambda found: unmarked(found[1].rpartition(_BETWEEN)[2]).replace(":", " "), head)
    return " ".join(plain.split())


def _with_left_out(text: str, headlines: Sequence[str]) -> tuple[str, int]:
    """The script with a head line for each story that found no room, behind the line of the number that is given back."""
    lines = text.split("\n")
    head = re.compile(rf"@(?:{'|'.join(HEAD)})\s|#")
    end = next((number for number, line in enumerate(lines) if not head.match(line)), len(lines))
    lines[end:end] = [f"@left-out {headline or '(no headline)'}" for headline in headlines]
    return "\n".join(lines), end
