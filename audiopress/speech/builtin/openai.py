"""Any server that speaks the OpenAI speech endpoint: OpenAI's own, LocalAI, Kokoro-FastAPI and others."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Line, Readiness, Refused, Speech, Unavailable, option, text_option
from audiopress.speech.service_answers import said, sound
from audiopress.speech.throttle import Throttle
from audiopress.work import tls
from audiopress.work.retry import LONGEST, Again, persistently, retry_after

if TYPE_CHECKING:
    import httpx2

URL: Final = "https://api.openai.com/v1"
MODEL: Final = "tts-1"
KEY: Final = "OPENAI_API_KEY"
"""The environment variable that holds the key, unless `options.key_env` names another one."""
TIMEOUT: Final = 60.0
RETRIES: Final = 4
SPENT: Final = frozenset({"insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active"})
"""Codes of an account that has nothing left."""
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of an answer: twelve minutes at 48 kHz, and no sentence is that long."""


class OpenAI(Engine):
    """The profile's model is the server's voice (`alloy`)."""

    name: ClassVar[str] = "openai"
    options: ClassVar[Mapping[str, str]] = {
        "url": f"the server's address up to `/audio/speech`; `{URL}` unless told",
        "model": f"the server's model; `{MODEL}` unless told",
        "instructions": "how to speak, for models that take it",
        "key_env": f"the environment variable that holds the key; `{KEY}` unless told",
        "price": "of one character, in any currency; goes into the episode's record",
        "rate_per_minute": "requests a minute, at most; 0: as many as there are",
        "timeout": f"seconds to wait for an answer; {TIMEOUT:g} unless told",
        "retries": f"how often a request is made again; {RETRIES} unless told",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = dict.fromkeys(
        ("price", "rate_per_minute", "timeout", "retries"), (0, math.inf)
    )
    network: ClassVar[bool] = True

    def __init__(self, throttle: Throttle | None = None) -> None:
        self._throttle = throttle or Throttle()

    def version(self) -> str:
        """The endpoint's; what stands behind it is named by the options, which are in the key already."""
        return "v1"

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the address can be one and the key is there. That the server answers is only known by asking."""
        try:
            url, key = _url(voice), _key_name(voice)
        except SpeechError as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        if voice.pitch != 1.0:
            return Readiness(ready=False, missing="this endpoint cannot change a pitch", install="set pitch = 1")
        if not os.environ.get(key) and (url.startswith(URL) or "key_env" in voice.options):
            return Readiness(
                ready=False, missing=f"no key in the environment variable {key}", install=f"export {key}=…"
            )
        return READY

    def cost(self, line: Line) -> float:
        """Characters times `price`."""
        return len(line.text) * option(line.voice, "price", 0.0)

    def speak(self, line: Line) -> Speech:
        """What the server said. Raises SpeechError, Refused, Unavailable."""
        voice = line.voice
        body: dict[str, Any] = {
            "model": text_option(voice, "model", MODEL),
            "voice": voice.model,
            "input": line.text.encode("utf-8", "replace").decode(),
            "response_format": "wav",
            "speed": voice.pace,
        }
        if instructions := text_option(voice, "instructions"):
            body["instructions"] = instructions
        pcm, rate = self._fetched(body, voice)
        return Speech(pcm=pcm, rate=rate, cost=self.cost(line))

    def _fetched(self, body: dict[str, Any], voice: Voice) -> tuple[bytes, int]:
        """Frames and rate of the first whole answer, asked for again while that may help."""
        import httpx2

        url = f"{_url(voice)}/audio/speech"
        key = os.environ.get(_key_name(voice), "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        tries = 1 + round(option(voice, "retries", RETRIES))
        # Redirects are not followed: the key is for this host alone.
        with httpx2.Client(timeout=option(voice, "timeout", TIMEOUT), headers=headers, verify=tls.context()) as client:
            return persistently(lambda: self._asked(client, url, body, voice), tries=tries, pause=self._throttle.pause)

    def _asked(self, client: httpx2.Client, url: str, body: dict[str, Any], voice: Voice) -> tuple[bytes, int]:
        """Frames and rate of one answer. Raises Again where asking again may help, else SpeechError."""
        import httpx2

        self._throttle.wait(option(voice, "rate_per_minute", 0.0))
        after = None
        refusal: SpeechError
        try:
            with client.stream("POST", url, json=body) as answer:
                data = _read(answer)
            if answer.status_code == 200:
                found = sound(data, where=url)
                self._throttle.served(url)
                return found
            after = retry_after(answer.headers.get("Retry-After"))
            refusal = _refusal(answer.status_code, data, after, url, voice)
            if not isinstance(refusal, Refused):  # asking again cannot help
                raise refusal
        except httpx2.HTTPError as error:
            reason = str(error) or type(error).__name__
            there = isinstance(error, httpx2.ReadError | httpx2.RemoteProtocolError)
            what = "breaks off its answers" if there else "cannot be reached"
            refusal = Unavailable(f"{url} {what} ({reason})")
        except Refused as error:
            refusal = Refused(f"the server answered with {error.message}", where=url, hint=error.hint)
        if after is None and self._throttle.refused(url):
            raise refusal
        raise Again(refusal, after, everybody=not isinstance(refusal, Unavailable))


def _refusal(status: int, data: bytes, after: float | None, url: str, voice: Voice) -> SpeechError:
    """What an answer means: for good (Unavailable), for now and for all (Refused), or for this text (SpeechError)."""
    message = f"the server answered {status}: {said(data)}"
    if status in {401, 403}:
        return Unavailable(message, where=url, hint=f"check the key in {_key_name(voice)}")
    if status == 402 or _spent(data):
        return Unavailable(message, where=url, hint="look at the account's plan and what it may still spend")
    if after is not None and after > LONGEST:
        return Unavailable(
            f"{message} (it asks for a pause of {after:.0f} s; what has been recorded is kept)", where=url
        )
    if status in {408, 409, 429} or status >= 500:
        return Refused(message, where=url)
    return SpeechError(message, where=url)


def _spent(data: bytes) -> bool:
    """Whether the error's code says that nothing is left to be spent: waiting does not change that."""
    try:
        error = json.loads(data)["error"]
        return bool(SPENT & {str(error.get("code")), str(error.get("type"))})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _read(answer: httpx2.Response) -> bytes:
    data = bytearray()
    for part in answer.iter_bytes():
        data += part
        if len(data) > LARGEST:
            raise SpeechError(f"an answer of more than {LARGEST} bytes", where=str(answer.url))
    return bytes(data)


def _url(voice: Voice) -> str:
    url = text_option(voice, "url", URL).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SpeechError(f"options.url is not an address: {url!r}", where=f"voice {voice.name}", hint=f'url = "{URL}"')
    return url


def _key_name(voice: Voice) -> str:
    return text_option(voice, "key_env", KEY)
