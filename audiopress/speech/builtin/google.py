"""Google Translate's voices through gTTS: online, without a key, and to be asked gently.

What its client does not do is done here: it never times out by itself, never tries again, takes a page that asks for a
captcha for success with no sound in it, and writes the `tld` into the host name unseen. It also does not check the
server's certificate and cannot be told to: so a process asks the host once over a connection that does, the same way
(proxies, REQUESTS_CA_BUNDLE), before the first words are sent.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.languages.tags import primary
from audiopress.model import Voice
from audiopress.speech.audio import decode, trimmed
from audiopress.speech.engine import READY, Engine, Line, Readiness, Refused, Speech, Unavailable, option, text_option
from audiopress.speech.service_answers import said
from audiopress.speech.throttle import Throttle
from audiopress.speech.word_cuts import pieces
from audiopress.work.retry import LONGEST, Again, persistently, retry_after

LIMIT: Final = 100
"""Characters a request. The client cuts longer ones at blind places."""
TLD: Final = re.compile(r"[a-z]{2,3}(\.[a-z]{2})?")
PER_MINUTE: Final = 60.0
TIMEOUT: Final = 15.0
RETRIES: Final = 4
BARRED: Final = frozenset({401, 403, 404})
"""Answers that every other sentence would get too: this machine is shut out, or there is no such host."""
MUTE: Final = "nothing that can be heard (a captcha page, or its format has changed)"
CLAUSE, SENTENCE = 0.14, 0.30
"""Seconds of silence put back where a text was cut, after a clause and after a sentence."""


class Google(Engine):
    """Models are language codes: `en`, `ko`."""

    name: ClassVar[str] = "gtts"
    sound: ClassVar[str] = "natural"
    options: ClassVar[Mapping[str, str]] = {
        "tld": "the end of the host's name, which decides the accent: `co.uk`, `com.au`; `com` unless told",
        "rate_per_minute": f"requests a minute, at most; {PER_MINUTE:g} unless told",
        "timeout": f"seconds to wait for an answer; {TIMEOUT:g} unless told",
        "retries": f"how often a request is made again; {RETRIES} unless told",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = dict.fromkeys(
        ("rate_per_minute", "timeout", "retries"), (0, math.inf)
    )
    rate: ClassVar[int] = 24000
    network: ClassVar[bool] = True

    def __init__(self, throttle: Throttle | None = None) -> None:
        self._throttle = throttle or Throttle()

    def version(self) -> str:
        """The client's; what Google's servers speak with cannot be known."""
        try:
            return importlib.metadata.version("gTTS")
        except importlib.metadata.PackageNotFoundError:
            raise SpeechError("the package gTTS is not installed", hint="pip install 'gTTS>=2.5.4'") from None

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the client is there and knows the language. That the server answers is only known by asking."""
        if importlib.util.find_spec("gtts") is None:
            return Readiness(
                ready=False, missing="the package gTTS is not installed", install="pip install 'gTTS>=2.5.4'"
            )
        try:
            _language(voice.model, voice.name)
            _tld(voice)
        except UnknownName as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        except SpeechError as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return READY

    def speaks(self, voice: Voice) -> tuple[str, ...]:
        """The model is a language."""
        return (voice.model,)

    def speak(self, line: Line) -> Speech:
        """The line in requests of at most 100 characters, cut at clauses and joined with a clause's pause."""
        voice = line.voice
        language = _language(_asked(line), voice.name)
        parts = list(pieces(line.text.replace("\0", " "), LIMIT))
        pcm = bytearray()
        for index, part in enumerate(parts):
            if not any(map(str.isalnum, part)):
                continue
            pcm += trimmed(Speech(pcm=self._fetched(part, language, voice), rate=self.rate)).pcm
            if index + 1 < len(parts):
                seconds = SENTENCE if part.rstrip("\"'”’)")[-1:] in ".!?…。" else CLAUSE
                pcm += bytes(2 * round(seconds / voice.pace * self.rate))
        return Speech(pcm=bytes(pcm), rate=self.rate)

    def _fetched(self, text: str, language: str, voice: Voice) -> bytes:
        """The frames of one request, asked for again while that may help. Raises SpeechError, Refused, Unavailable."""
        tries = 1 + round(option(voice, "retries", RETRIES))
        answered: list[int] = []
        return persistently(
            lambda: self._asked(text, language, voice, answered), tries=tries, pause=self._throttle.pause
        )

    def _asked(self, text: str, language: str, voice: Voice, answered: list[int]) -> bytes:
        """The frames of one answer; its status is added to those that were `answered`.

        Raises Again where asking again may help, else SpeechError.
        """
        host = f"translate.google.{_tld(voice)}"
        timeout = option(voice, "timeout", TIMEOUT)
        self._throttle.wait(option(voice, "rate_per_minute", PER_MINUTE))
        try:
            _genuine(_tld(voice), timeout)
            data = _request(text, language, _tld(voice), timeout)
            pcm = decode(data, rate=self.rate, where="Google", pace=voice.pace, pitch=voice.pitch)
            self._throttle.served(host)
            return pcm
        except _Failed as error:
            fault = error
        except Refused as error:
            fault = _Failed(error.message, status=200)
        if fault.status is not None:
            answered.append(fault.status)
        if fault.final:
            kind = Unavailable if fault.status in BARRED else SpeechError
            raise kind(f"Google answered {fault}", hint=_status_hint(fault.status) or _offline_hint(voice))
        if fault.after is not None and fault.after > LONGEST:
            raise Unavailable(
                f"Google answered {fault} (it asks for a pause of {fault.after:.0f} s; what has been recorded is kept)",
                hint=_offline_hint(voice),
            )
        refusal = (
            Refused(f"Google answered {fault}", hint=_offline_hint(voice))
            if answered
            else Unavailable(f"Google's voices cannot be reached ({fault})", hint=_offline_hint(voice))
        )
        if fault.after is None and self._throttle.refused(host):
            raise refusal
        # All threads wait where Google asked for it, else this one alone.
        raise Again(refusal, fault.after, everybody=fault.after is not None or fault.status == 429)


class _Failed(Exception):
    """A request without a usable answer. `status` is None where no server answered."""

    def __init__(self, message: str, *, status: int | None = None, after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.after = after

    @property
    def final(self) -> bool:
        """Asking again cannot help: the request itself is refused."""
        return self.status is not None and 400 <= self.status < 500 and self.status not in {408, 429}


@cache
def _genuine(tld: str, timeout: float) -> None:
    """See once that the host's certificate is Google's. Raises SpeechError, and _Failed where nobody answers."""
    import requests

    host = f"translate.google.{tld}"
    try:
        requests.head(f"https://{host}/", timeout=timeout, allow_redirects=False).close()
    except requests.exceptions.SSLError as error:
        if "certificate verify failed" not in str(error).lower():
            raise _Failed(_short(error)) from None
        raise SpeechError(
            f"the certificate of {host} is not to be trusted: somebody else answers for it",
            hint="if that is your own proxy, name its authority in REQUESTS_CA_BUNDLE",
        ) from None
    except requests.exceptions.RequestException as error:
        raise _Failed(_short(error)) from None


def _request(text: str, language: str, tld: str, timeout: float) -> bytes:
    """One request by the unmodified client, to memory: a failure half-way leaves nothing behind."""
    from gtts import gTTS, gTTSError

    out = io.BytesIO()
    try:
        gTTS(text, tld=tld, lang=language, lang_check=False, timeout=timeout).write_to_fp(out)
    except gTTSError as error:
        answer: Any = getattr(error, "rsp", None)
        if answer is None:
            raise _Failed(_short(error)) from None
        if answer.status_code == 200:  # the right page, and no audio on it
            raise _Failed(MUTE, status=200) from None
        raise _Failed(
            _told(f"{answer.status_code} {answer.reason}".strip(), answer.content),
            status=answer.status_code,
            after=retry_after(answer.headers.get("Retry-After")),
        ) from None
    except (AssertionError, ValueError):  # the client finds nothing to say in it, or no audio in what is named so
        raise _Failed(MUTE, status=200) from None
    except OSError as error:  # what `requests` raises past the client's own net
        raise _Failed(_short(error)) from None
    if not out.getvalue():  # a captcha page, which the client takes for success and keeps to itself
        raise _Failed(MUTE, status=200)
    return out.getvalue()


def _told(what: str, page: bytes) -> str:
    """What happened, with Google's own words where it had some."""
    words = said(page)
    return f"{what}: {words}" if words else what


def _short(error: Exception) -> str:
    """What went wrong in a few words, without the layers of the client around it."""
    text = str(error)
    if lost := re.search(r"Failed to resolve '([^']+)'", text):
        return f"no address is known for {lost[1]}"
    for sign in ("Connection refused", "Network is unreachable", "timed out", "Connection reset by peer"):
        if sign.lower() in text.lower():
            return sign.lower()
    return re.sub(r"\s+", " ", str(error)).partition(". Probable cause")[0][:120] or type(error).__name__


def _asked(line: Line) -> str:
    """The voice's model, or the line's own language where the voice does not speak that."""
    base = primary(line.language)
    if not line.language or base in {*map(primary, line.voice.languages), primary(line.voice.model)}:
        return line.voice.model
    return line.language if line.language in _languages() else base if base in _languages() else line.voice.model


@cache
def _languages() -> frozenset[str]:
    """The client's own table; no request is made."""
    from gtts.lang import tts_langs

    return frozenset(tts_langs())


def _language(model: str, name: str) -> str:
    if model not in _languages():
        raise UnknownName("Google language", model, _languages(), where=f"voice {name}")
    return model


def _tld(voice: Voice) -> str:
    """The end of the host name. It is pasted into the address, so it must be nothing but that."""
    tld = text_option(voice, "tld", "com")
    if not TLD.fullmatch(tld):
        raise SpeechError(
            f"options.tld cannot be {tld!r}",
            where=f"voice {voice.name}",
            hint='the end of a Google host: "com", "co.uk"',
        )
    return tld


def _status_hint(status: int | None) -> str:
    return "options.tld may not exist" if status == 404 else ""


def _offline_hint(voice: Voice) -> str:
    if voice.fallback:
        return f"use the voice {voice.fallback!r}, which is its fallback"
    language = voice.languages[0].lower()
    for tag in (language, language.partition("-")[0], f"{language.partition('-')[0]}-us"):
        model = {"en": "en-us+announcer", "en-us": "en-us+announcer", "zh": "cmn"}.get(tag, tag)
        if _offline(model):
            return f'an espeak voice speaks offline: engine = "espeak", model = "{model}"'
    return "no offline voice of this language is known"


def _offline(model: str) -> bool:
    from audiopress.speech.builtin.espeak import Espeak

    voice = Voice(name="offline", engine="espeak", model=model, languages=("und",), attribution="-", licence="-")
    return Espeak().readiness(voice).ready
