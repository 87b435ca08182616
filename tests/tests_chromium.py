"""A headless Chromium told what to do over a pipe, for what needs a real pointer, a size of window or forced colours."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Driver:
    """A page in a browser (the DevTools protocol: JSON, each message ended by a NUL, over descriptors 3 and 4)."""

    def __init__(self, command: Sequence[str], profile: Path) -> None:
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()

        def descriptors() -> None:
            # Out of the way first: a pipe's own number may be 3 or 4.
            first, second = os.dup2(their_in, 98), os.dup2(their_out, 99)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self._process = subprocess.Popen(
            [*command, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=descriptors,  # noqa: PLW1509 - nothing of ours runs in threads here
        )
        os.close(their_in)
        os.close(their_out)
        self._count = 0
        self._rest = b""
        self._session = ""
        target = next(one for one in self.tell("Target.getTargets")["targetInfos"] if one["type"] == "page")
        attached = self.tell("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        self.tell("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._in)
        os.close(self._out)

    def tell(self, method: str, **values: Any) -> dict[str, Any]:
        """Send a command and return its result; what the browser says meanwhile is passed over.

        A page that asks whether to leave it is left.
        """
        self._count += 1
        self._send(self._count, method, values)
        while True:
            while b"\0" not in self._rest:
                assert select.select([self._in], [], [], 60)[0], f"no answer to {method}"
                got = os.read(self._in, 1 << 20)
                assert got, f"the browser ended at {method}"
                self._rest += got
            line, _, self._rest = self._rest.partition(b"\0")
            found = json.loads(line)
            if found.get("method") == "Page.javascriptDialogOpening" and found["params"]["type"] == "beforeunload":
                self._send(0, "Page.handleJavaScriptDialog", {"accept": True})
            if found.get("id") == self._count:
                assert "error" not in found, found["error"]
                result: dict[str, Any] = found["result"]
                return result

    def _send(self, number: int, method: str, values: dict[str, Any]) -> None:
        message: dict[str, Any] = {"id": number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        told = self.tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def open(self, url: str, *, width: int = 1280, height: int = 1600) -> None:
        """Go to a page in a window of this size, and wait until it has loaded."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.tell("Page.navigate", url=url)
        self.until(f"document.readyState === 'complete' && location.href.startsWith({url.partition('#')[0]!r})")

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        end = time.monotonic() + 30
        while not self.run(condition):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.02)

    def click(self, x: float, y: float) -> None:
        """A real click of the pointer."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path: Path) -> None:
        """A picture of the window."""
        path.write_bytes(base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"]))
