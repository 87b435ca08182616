"""What a process that is to be killed has done before it begins: made an episode, and with it imported all that is needed."""

import contextlib
import io
import os
import sys
import tempfile
import threading
from pathlib import Path

import boto3
from hardening_damages import tones

import audiopress.publish.buckets
from audiopress.cli import main

__all__ = ["audiopress", "boto3"]


def _warm() -> None:
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        tones(Path(name) / "newsroom")
        os.chdir(Path(name) / "newsroom")
        sys.argv = ["audiopress", "make", "articles", "examples/harbour.txt"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                main()
            except SystemExit as done:
                if done.code:
                    raise RuntimeError("nothing can be made") from None
        os.chdir(here)
    if threading.active_count() > 1:
        raise RuntimeError("a process with threads cannot be forked")


_warm()
