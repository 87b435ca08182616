"""Errors: one tree, one exit code each, and they survive the way back from a worker."""

from __future__ import annotations

import pickle

import pytest

from audiopress import errors
from audiopress.errors import AudiopressError, Problem, UnknownName

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AudiopressError)]


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not UnknownName])
def test_an_error_survives_pickling(kind: type[AudiopressError]) -> None:
    """An error raised in a worker process arrives with its message, place, hint and problems."""
    error = kind("broken", where="a.toml:3", hint="mend it", problems=[Problem("a.toml:4", "worse")])

    again = pickle.loads(pickle.dumps(error))

    assert type(again) is kind
    assert str(again) == str(error) == "a.toml:3: broken\n  a.toml:4: worse\nmend it"


def test_an_unknown_name_suggests_the_nearest() -> None:
    """A slip of the hand is answered with the name that was meant."""
    assert "did you mean 'anna'?" in str(UnknownName("voice", "anan", ["anna", "ben"]))
    assert "known: anna, ben" in str(UnknownName("voice", "zzz", ["ben", "anna"]))
    assert "no voice" in str(pickle.loads(pickle.dumps(UnknownName("voice", "anan", ["anna"]))))


def test_every_kind_of_failure_has_its_own_exit_code() -> None:
    """A script that calls audiopress can tell a bad file from a dead network."""
    own = [kind.exit_code for kind in KINDS if "exit_code" in vars(kind)]

    assert len(own) == len(set(own))
    assert 0 not in own
