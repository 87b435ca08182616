"""The text of a script -> `Script`. Every line that does not parse is reported at once, with file and line.

    @title …        the head: `@name value` lines before the first cue
    @language en

    @chapter …      the cues: a directive or `ROLE: text`, one a line
    HOST: …
    QUOTE Lee In-young: …

A line that begins with `#` is a comment, a blank line starts a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from audiopress.errors import Problem, ScriptError, nearest
from audiopress.letters import composed
from audiopress.model import Cue, Script
from audiopress.script.markup import marked

ROLES: Final = ("host", "headline", "quote")
"""Roles that every script may use; a show's further ones are given to `parse` as `roles`."""
HEAD: Final = ("title", "language", "link", "summary", "authors", "date", "hosts", "left-out")
"""Head lines with a meaning; any other name is kept in `Script.meta`, unless it looks like a slip of these."""
DIRECTIVES: Final = ("chapter", "pause", "music", "audio", "pace", "language", "link", "passage")
"""What may stand between the cues."""
MUSIC: Final = ("ident", "sting", "bed", "bed off", "sign-off")
LONGEST_PAUSE: Final = 30.0
"""Seconds; a longer one is a slip: listeners and broadcasters' silence detectors take it for a fault."""
PACES: Final = (0.5, 2.0)
SLIPS: Final = 5
"""Faults in a text without one good line that may still be slips in a script; with more it is another kind of file."""

_DIRECTIVE = re.compile(r"@([^\s@]+)(?:\s+(.*))?")
_CUE = re.compile(r"([A-Z][A-Z0-9]*)(?:[ \t]([^:]*))?:(.*)")
_LABEL = re.compile(r"([^\W\d_]\w*)(?:[ \t][^:：]*)?[:：]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_SLIP = 0.75


def parse(text: str, *, source: str = "script", roles: Iterable[str] = ()) -> Script:
    """The script in `text`; `source` is the file's name for messages.

    `roles` are the lower-case roles a show gives voices to. Without them any role is taken that does not look like a
    slip of a known one. Raises ScriptError whose `problems` name every line at fault.
    """
    roles = tuple(roles)
    reader = _Reader(source=source, roles=frozenset(ROLES) | {role.lower() for role in roles}, strict=bool(roles))
    for number, line in enumerate(composed(text.removeprefix("\ufeff")).split("\n"), 1):
        reader.line(number, line.strip())
    return reader.finish()


def is_script(text: str) -> bool:
    """Whether a text is a script and no page: its first line is one of a head, a directive or a cue of a role we know."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if found := _DIRECTIVE.fullmatch(first):
        return found[1] in {*HEAD, *DIRECTIVES}
    cue = _CUE.fullmatch(first)
    return cue is not None and cue[1].lower() in ROLES


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of a language tag: `en`, `en-GB`, `zh-Hant`."""
    return _LANGUAGE.fullmatch(tag) is not None


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    source: str
    roles: frozenset[str]
    strict: bool
    head: dict[str, str] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    body: bool = False
    pace: float = 1.0
    language: str = ""
    blank: bool = False

    def line(self, number: int, line: str) -> None:
        """Read one line, stripped of the spaces around it."""
        if not line:
            self.blank = True
        elif line.startswith("@"):
            self._at(number, line)
        elif not line.startswith("#"):
            self._speech(number, line)

    def finish(self) -> Script:
        """The script. Raises ScriptError when any line was at fault, or when there is nothing to say."""
        if not self.problems and not any(cue.kind in {"speech", "audio"} for cue in self.cues):
            self._fault(0, "nothing is said in this script", "write `HOST: …` lines")
        if len(self.problems) > SLIPS and not self.cues and not self.head:
            raise ScriptError(
                "this is no script: none of its lines is a cue or a directive",
                where=self.source,
                problems=self.problems[:1],
                hint="`audiopress script SHOW PAGE -o FILE` writes one; a page is given without --script",
            )
        if self.problems:
            count = "one line" if len(self.problems) == 1 else f"{len(self.problems)} lines"
            raise ScriptError(f"{count} of the script cannot be read", where=self.source, problems=self.problems)
        meta = {name: value for name, value in self.head.items() if name not in {"title", "language", "summary"}}
        return Script(
            title=self.head.get("title", ""),
            language=self.head.get("language", "en"),
            cues=tuple(self.cues),
            source=self.source,
            summary=self.head.get("summary", ""),
            meta=meta,
        )

    def _fault(self, number: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(f"{self.source}:{number}" if number else self.source, message, hint))

    # ---- @name value

    def _at(self, number: int, line: str) -> None:
        found = _DIRECTIVE.fullmatch(line)
        if not found:
            self._fault(number, "a directive is missing after @", "for example `@chapter Title`")
            return
        name, value = found[1], (found[2] or "").strip()
        switch = name == "language" and name in self.head
        if not self.body and not switch and (name in HEAD or name not in DIRECTIVES):
            self._head(number, name, value)
            return
        self.body = True
        if name not in DIRECTIVES:
            self._unknown(number, name)
            return
        getattr(self, f"_{name}")(number, value)

    def _unknown(self, number: int, name: str) -> None:
        if name in HEAD:
            self._fault(number, f"@{name} belongs at the top of the script", "move it above the first cue")
            return
        near = nearest(name.lower(), DIRECTIVES)
        known = ", ".join(f"@{known}" for known in DIRECTIVES)
        self._fault(number, f"unknown directive @{name}", f"did you mean @{near}?" if near else f"known: {known}")

    def _head(self, number: int, name: str, value: str) -> None:
        known = dict.fromkeys((*HEAD, *DIRECTIVES))
        if name not in known and (near := _slip(name.lower(), known)):
            self._fault(number, f"unknown directive @{name}", f"did you mean @{near}?")
        elif name == "language" and not is_language(value):
            self._fault(number, f"not a language tag: {value!r}", "for example `@language en`")
        elif name == "left-out" and name in self.head:
            self.head[name] += "\n" + value
        elif name in self.head:
            self._fault(number, f"@{name} stands twice", "keep one of them")
        else:
            self.head[name] = value

    def _chapter(self, number: int, title: str) -> None:
        if title:
            self.cues.append(Cue(kind="chapter", line=number, text=title))
        else:
            self._fault(number, "a chapter has no title", "`@chapter Title`")

    def _link(self, number: int, url: str) -> None:
        last = self.cues[-1] if self.cues else None
        if last is None or last.kind != "chapter" or last.url:
            self._fault(number, "@link stands in the head or right after a chapter", "move it below its @chapter")
        else:
            self.cues[-1] = Cue(kind="chapter", line=last.line, text=last.text, url=url)

    def _pause(self, number: int, value: str) -> None:
        seconds = self._number(number, "pause", value.removesuffix("s").strip(), 0.0, LONGEST_PAUSE)
        if seconds is not None:
            self.cues.append(Cue(kind="pause", line=number, seconds=seconds))

    def _music(self, number: int, value: str) -> None:
        if value in MUSIC:
            self.cues.append(Cue(kind="music", line=number, text=value))
            return
        near = nearest(value, MUSIC)
        self._fault(number, f"no music {value!r}", f"did you mean {near!r}?" if near else f"known: {', '.join(MUSIC)}")

    def _audio(self, number: int, value: str) -> None:
        if value:
            self.cues.append(Cue(kind="audio", line=number, text=value))
        else:
            self._fault(number, "@audio names no file", "`@audio file.wav`")

    def _passage(self, number: int, value: str) -> None:
        if value.isdecimal() and int(value):
            self.cues.append(Cue(kind="passage", line=number, text=str(int(value))))
        else:
            self._fault(number, f"@passage needs a number from 1 on, got {value!r}", "for example `@passage 1`")

    def _pace(self, number: int, value: str) -> None:
        pace = self._number(number, "pace", value, *PACES)
        self.pace = self.pace if pace is None else pace

    def _language(self, number: int, value: str) -> None:
        if is_language(value):
            self.language = value
        else:
            self._fault(number, f"not a language tag: {value!r}", "for example `@language ko`")

    def _number(self, number: int, name: str, value: str, low: float, high: float) -> float | None:
        try:
            amount = float(value)
        except ValueError:
            self._fault(number, f"@{name} needs a number, got {value!r}", f"for example `@{name} 0.8`")
            return None
        if low <= amount <= high:
            return amount
        self._fault(number, f"@{name} {value} is outside {low:g} to {high:g}")
        return None

    # ---- ROLE: text

    def _speech(self, number: int, line: str) -> None:
        self.body = True
        found = _CUE.fullmatch(line)
        if not found:
            self._not_a_cue(number, line)
            return
        role, speaker, text = found[1].lower(), " ".join((found[2] or "").split()), found[3].strip()
        if not self._known(number, role):
            return
        if speaker and role != "quote":
            self._fault(number, f"only QUOTE takes a name, not {found[1]}", f"`{found[1]}: …` or `QUOTE {speaker}: …`")
        elif not text:
            self._fault(number, f"{found[1]} says nothing", "write the words after the colon, or remove the line")
        else:
            self._say(number, role, speaker, text)

    def _say(self, number: int, role: str, speaker: str, text: str) -> None:
        if what := marked(text) or marked(speaker):
            self._fault(number, f"{role.upper()} has {what} in it, which is no word", "write what is to be said")
            return
        language = "" if self.language == self.head.get("language", "en") else self.language
        self.cues.append(
            Cue(
                kind="speech",
                line=number,
                text=text,
                role=role,
                speaker=speaker,
                pace=self.pace,
                language=language,
                paragraph=self.blank,
            )
        )
        self.blank = False

    def _known(self, number: int, role: str) -> bool:
        if role in self.roles:
            return True
        if self.strict:
            near = nearest(role, self.roles)
            known = ", ".join(sorted(self.roles)).upper()
            self._fault(
                number,
                f"unknown role {role.upper()}",
                f"did you mean {near.upper()}?" if near else f"known: {known}; the show gives further ones a voice",
            )
            return False
        if near := _slip(role, ROLES):
            self._fault(number, f"unknown role {role.upper()}", f"did you mean {near.upper()}?")
            return False
        return True

    def _not_a_cue(self, number: int, line: str) -> None:
        label = _LABEL.match(line)
        near = nearest(label[1].lower(), self.roles) if label else None
        hint = "begin with a role (`HOST: …`), a directive (`@pause 0.5`) or # for a comment"
        if label and near and "：" in label[0]:
            hint = "write the colon as :"
        elif near:
            hint = f"did you mean {near.upper()}? roles are written in capitals, with a colon"
        self._fault(number, f"neither a cue nor a directive: {_short(line)!r}", hint)


def _slip(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is a slip of; `host2` is none: it has a number of its own."""
    from difflib import get_close_matches

    if name.rstrip("0123456789") in known:
        return None
    found = get_close_matches(name, list(known), n=1, cutoff=_SLIP)
    return found[0] if found else None


def _short(line: str) -> str:
    return line if len(line) <= 40 else line[:39] + "…"
