"""A line model of a newsroom's own pages: `read_html` tells their stories, and the model learns what else stands on them.

Nobody labels anything. The blocks of an HTML page are the lines that a browser copies; those that the page's own markup
says are the story's teach the model, which then reads pages of the same sites where that markup is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SourceError, UsageError
from audiopress.segment.page.features import words
from audiopress.segment.page.html import plain_lines, read_html
from audiopress.segment.page.line_model import FEATURES, features
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.story import find_story
from audiopress.segment.page.text_model import probabilities
from audiopress.sources.decoding import decoded
from audiopress.work import files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

LEAST: Final = 10
"""Pages below which nothing can be learned or measured."""
FOLDS: Final = 5
"""The model is measured on the pages of each fold by the ones of the others."""
_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_STEPS: Final = 300
_RATE: Final = 0.05
_RIDGE: Final = 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """A page as its lines, with those that are the story's."""

    lines: tuple[PageLine, ...]
    told: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A model, and how much better it is than the rules alone on pages that it did not learn from."""

    model: bytes
    """An ONNX file as `line_model` describes."""
    pages: int
    rules: float
    """F1 over the words of the stories by the rules, 0 to 1; the mean over all pages."""
    learned: float
    """The same by the model, each page read by a model that learned from the other folds."""


def saved_pages(paths: Iterable[Path]) -> Iterator[Path]:
    """The HTML files among these, and below those that are folders, in the order of names. Raises SourceError."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
        elif path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path
        else:
            raise SourceError(
                "is no HTML file and no folder", where=str(path), hint="give NAME.html, or a folder of them"
            )


def lesson(data: bytes) -> LabelledPage:
    """What a page teaches. Raises SourceError for one without a story."""
    html = decoded(data)
    told = set(read_html(html, allow_teaser=True).paragraphs)
    lines = tuple(plain_lines(html))
    return LabelledPage(lines=lines, told=frozenset(index for index, line in enumerate(lines) if line.text in told))


def learn(lessons: Sequence[LabelledPage]) -> Learned:
    """The model of these pages. Raises UsageError for too few of them, and where the extra `model` is missing."""
    if len(lessons) < LEAST:
        raise UsageError(
            f"{len(lessons)} pages with a story teach too little", hint=f"give {LEAST} or more, better a few hundred"
        )
    try:
        import onnx  # noqa: F401 - said before the work, not after it
    except ImportError:
        raise UsageError("a model needs the package onnx", hint="pip install 'audiopress[model]'") from None
    tables = [features(one.lines).astype("float64") for one in lessons]
    rules, learned = 0.0, 0.0
    for fold in range(FOLDS):
        inside = [index for index in range(len(lessons)) if index % FOLDS != fold]
        weights, bias = _fit([tables[index] for index in inside], [lessons[index] for index in inside])
        for index in range(fold, len(lessons), FOLDS):
            one = lessons[index]
            rules += _agreement(one, probabilities(one.lines), learned=False)
            learned += _agreement(one, _sigmoid(tables[index] @ weights + bias).tolist(), learned=True)
    weights, bias = _fit(tables, lessons)
    return Learned(
        model=_written(weights, bias), pages=len(lessons), rules=rules / len(lessons), learned=learned / len(lessons)
    )


def save(learned: Learned, path: Path) -> None:
    """Write the model's file, whole or not at all. Raises SourceError."""
    try:
        files.write(path, learned.model)
    except OSError as error:
        raise SourceError(f"the model cannot be written: {error.strerror}", where=str(path)) from None


def _agreement(one: LabelledPage, found: Sequence[float], *, learned: bool) -> float:
    """F1 over words between the story and the lines that are chosen by these probabilities."""
    chosen = find_story(one.lines, found, learned=learned).chosen
    right = sum(words(one.lines[index].text) for index in chosen & one.told)
    both = sum(words(one.lines[index].text) for part in (chosen, one.told) for index in part)
    return 2 * right / both if both else 1.0


def _fit(tables: Sequence[Matrix], lessons: Sequence[LabelledPage]) -> tuple[Matrix, float]:
    """Weights and bias of a ridge-penalised logistic regression, by gradient descent with momentum (Adam).

    A page weighs as much as any other, and a line of it by the root of its words.
    """
    import numpy as np

    table = np.vstack(tables)
    told = np.concatenate([[float(index in one.told) for index in range(len(one.lines))] for one in lessons])
    shares = [np.sqrt([words(line.text) + 1 for line in one.lines]) for one in lessons]
    share = np.concatenate([one / one.sum() for one in shares]) / len(lessons)
    # Columns of a like size descend alike; the scale is folded into the weights.
    scale = np.maximum(table.std(axis=0), 1e-3)
    scaled = table / scale
    weights, bias = np.zeros(len(FEATURES)), 0.0
    mean, square = np.zeros(len(FEATURES) + 1), np.zeros(len(FEATURES) + 1)
    for step in range(1, _STEPS + 1):
        error = (_sigmoid(scaled @ weights + bias) - told) * share
        slope = np.append(scaled.T @ error + _RIDGE * weights, error.sum())
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        move = _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= move[:-1]
        bias -= float(move[-1])
    return weights / scale, bias


def _sigmoid(value: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))


def _written(weights: Matrix, bias: float) -> bytes:
    """The ONNX file: one product, one sigmoid."""
    from onnx import TensorProto, helper, numpy_helper

    graph = helper.make_graph(
        [
            helper.make_node("Gemm", ["features", "weights", "bias"], ["sum"]),
            helper.make_node("Sigmoid", ["sum"], ["probability"]),
            helper.make_node("Flatten", ["probability"], ["flat"], axis=0),
            helper.make_node("Squeeze", ["flat", "first"], ["story"]),
        ],
        "lines",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["lines", len(FEATURES)])],
        [helper.make_tensor_value_info("story", TensorProto.FLOAT, ["lines"])],
        [
            numpy_helper.from_array(weights.astype("float32").reshape(-1, 1), "weights"),
            numpy_helper.from_array(_row(bias), "bias"),
            helper.make_tensor("first", TensorProto.INT64, [1], [0]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    data: bytes = model.SerializeToString()
    return data


def _row(value: float) -> Any:
    import numpy as np

    return np.array([value], np.float32)
