"""Fits the weights of the models that tell a story's blocks and lines, and prints how they do on papers they never saw.

    python benchmarks/fit.py DATA                 # cross-validated by paper, nothing is written
    python benchmarks/fit.py DATA --write         # then the weights of all of it, into audiopress/segment/page/weights.toml
    python benchmarks/fit.py DATA --model text    # the lines of copied pages instead of the blocks of HTML
    python benchmarks/fit.py DATA --model headline   # which line of a copied page is its headline; fit the text first

DATA is a folder of labelled pages, which are not part of this project: `NAME.jsonl.gz`, a page a line, with `id`, `url`
(optional), `html` and `text` (or one of them), and either `body` (the story: a text, or a list of paragraphs) with `deck`
(paragraphs that may be read), or `with` and `without` (texts that must and that must not be read).

The papers are dealt into folds, so that no paper is judged by weights that have seen it. Each page weighs the same, each
block in it by the root of its length; a page of which only snippets are known weighs less. The second look learns from what
the first one says of papers that it has not seen. Of HTML there are two sets of weights, for a page by itself and for one of
which trafilatura was asked, and pages are read with both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from audiopress.errors import AudiopressError
from audiopress.segment import read_html, read_text
from audiopress.segment.page import dump, headlines, html, html_model, second_look, text_model
from audiopress.segment.page.story import find_story
from audiopress.segment.page.weights import PATH

FOLDS: Final = 8
INNER: Final = 4
"""Parts of the papers that are left, for what the first look says of papers that it has not seen."""
RIDGE: Final = 3.0
"""Penalty of the squares of all weights but the bias, against the log-likelihood of as many blocks as pages times 100."""
MODELS: Final = {
    "html": {"html": html_model.WEIGHTS, "html-asked": html_model.ASKED_WEIGHTS},
    "text": {"text": html_model.Weights(text_model.WEIGHTS, text_model.SECOND_WEIGHTS)},
}
"""The sets of weights that pages are read with, by the name of each in weights.toml."""
KNOWN_IN_PART: Final = 0.3
"""Weight of a page of which only snippets are known."""
CHOICE_RIDGE: Final = 4.0
"""Of the choice of headlines: the penalty against as many pages."""
GRAM: Final = 12
"""Letters of the runs by which a block is found again in the story."""
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Page:
    """A labelled page: the features of its blocks, and which of them are the story's (None: not known)."""

    row: dict[str, Any]
    kind: str
    paper: str
    model: str
    features: list[dict[str, float]]
    labels: list[float | None]
    layout: second_look.Layout
    fold: int = field(default=0)
    deal: int = field(default=0)
    """By which the papers of a fold are dealt once more, for the second look."""
    probabilities: list[float] = field(default_factory=list)
    """What the first look says, by weights that have not seen the paper."""

    def rows(self, look: int) -> list[dict[str, float]]:
        """The features of the first look, or of the second."""
        if look == 1:
            return self.features
        second = (
            text_model.second_rows(self.layout, self.features, self.probabilities)
            if self.model == "text"
            else second_look.feature_rows(self.layout, self.probabilities)
        )
        return [{**one, **seen} for one, seen in zip(self.features, second, strict=True)]


def rows(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of each file that has any, with the file's name."""
    for path in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if "body" in row or "with" in row:
                    yield path.name.removesuffix(".jsonl.gz"), row


def letters(text: str) -> str:
    """A text as it is compared: letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def paragraphs(row: dict[str, Any]) -> list[str]:
    body = row["body"]
    return [*row.get("deck", ()), *(body.split("\n") if isinstance(body, str) else body)]


def grams(text: str) -> set[str]:
    return {text[place : place + GRAM] for place in range(max(1, len(text) - GRAM + 1))}


def labelled(texts: Sequence[str], row: dict[str, Any]) -> list[float | None]:
    """1 for each text that is the story's, 0 for each that is not, None where that is not known."""
    keys = [letters(text) for text in texts]
    if "body" in row:
        story = [letters(paragraph) for paragraph in paragraphs(row)]
        known = set().union(*map(grams, story)) if story else set()
        return [_of_whole(key, frozenset(story), known) for key in keys]
    inside, outside = ([letters(text) for text in row[name]] for name in ("with", "without"))
    return [_of_snippets(key, inside, outside) for key in keys]


def _of_whole(key: str, story: frozenset[str], known: set[str]) -> float | None:
    if not key:
        return None
    if len(key) < 2 * GRAM:
        return float(key in story or (len(key) >= 8 and any(one.startswith(key) or one.endswith(key) for one in story)))
    own = grams(key)
    share = len(own & known) / len(own)
    return 1.0 if share > 0.7 else 0.0 if share < 0.3 else None


def _of_snippets(key: str, inside: Sequence[str], outside: Sequence[str]) -> float | None:
    if len(key) < 3:
        return None
    if any(one and (one in key or (len(key) >= 20 and key in one)) for one in inside):
        return 1.0
    if any(
        one and (key == one or (len(one) > max(11, len(key) / 2) and one in key) or (len(key) >= GRAM and key in one))
        for one in outside
    ):
        return 0.0
    return None


def paper(row: dict[str, Any]) -> str:
    """Whose page it is: the host of its address without `www.`, else what its id begins with."""
    host = (urlsplit(row.get("url") or "").hostname or "").removeprefix("www.")
    return host or re.split(r"[_-]", str(row["id"]))[0]


def looked_at(data: Path, model: str) -> list[Page]:
    """The pages with their features for one set of weights."""
    pages = []
    for kind, row in rows(data):
        if not row.get("text" if model == "text" else "html"):
            continue
        try:
            if model == "text":
                lines, features, layout = dump.features(row["text"])
            else:
                lines, features, layout = html.features(row["html"], asked=model == "html-asked")
        except (AudiopressError, ValueError) as fault:
            print(f"  left out: {kind} {row['id']}: {fault}", file=sys.stderr)
            continue
        texts = [line.text for line in lines]
        pages.append(Page(row, kind, paper(row), model, features, labelled(texts, row), layout))
    papers = sorted({page.paper for page in pages})
    np.random.default_rng(0).shuffle(papers)
    fold = {name: place % FOLDS for place, name in enumerate(papers)}
    for page in pages:
        page.fold = fold[page.paper]
        page.deal = papers.index(page.paper) // FOLDS
    return pages


@dataclass(slots=True)
class Table:
    """The features of all blocks of some pages, and what is known of them."""

    names: list[str]
    x: Floats
    y: Floats
    """The labels; -1 where one is not known."""
    w: Floats
    page: NDArray[np.int64]

    def known(self, places: Sequence[int]) -> tuple[Floats, Floats, Floats]:
        """Features, labels and weights of the blocks of these pages whose label is known."""
        mask = np.isin(self.page, places) & (self.y >= 0)
        return self.x[mask], self.y[mask], self.w[mask]

    def probabilities(self, place: int, weights: dict[str, float]) -> list[float]:
        """How likely each block of a page is the story's."""
        score = np.clip(self.x[self.page == place] @ np.array([weights[name] for name in self.names]), -30, 30)
        found: list[float] = (1 / (1 + np.exp(-score))).tolist()
        return found


def table(pages: Sequence[Page], look: int, model: str) -> Table:
    """The features that have a name alone get a weight, too: a page may have what none of these has."""
    told = [page.rows(look) for page in pages]
    named = frozenset() if model == "text" else html_model.NAMED
    names = sorted({name for rows in told for row in rows for name in row} | named | {"bias"})
    column = {name: place for place, name in enumerate(names)}
    x = np.zeros((sum(map(len, told)), len(names)))
    x[:, column["bias"]] = 1.0
    y, w, of = np.full(len(x), -1.0), np.zeros(len(x)), np.zeros(len(x), dtype=np.int64)
    at = 0
    for place, (page, rows) in enumerate(zip(pages, told, strict=True)):
        known = np.array([label is not None for label in page.labels], dtype=bool)
        sizes = np.sqrt(np.array([len(text) for text in page.layout.texts], dtype=np.float64) + 1) * known
        share = KNOWN_IN_PART if "with" in page.row else 1.0
        end = at + len(rows)
        of[at:end] = place
        y[at:end] = [-1.0 if label is None else label for label in page.labels]
        w[at:end] = 100 * share * sizes / max(1e-9, float(sizes.sum()))
        for row in rows:
            for name, value in row.items():
                x[at, column[name]] = value
            at += 1
    return Table(names, x, y, w, of)


def fitted(x: Floats, y: Floats, w: Floats, names: Sequence[str], ridge: float) -> dict[str, float]:
    """Weights of ridge-penalised logistic regression, by Newton's method."""
    penalty = np.full(len(names), ridge)
    penalty[list(names).index("bias")] = 1e-6
    beta = np.zeros(len(names))
    for _ in range(50):
        probability = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - probability)) - penalty * beta
        curve = (x * (w * probability * (1 - probability))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(value), 2) for name, value in zip(names, beta, strict=True)}


def loss(x: Floats, y: Floats, w: Floats, names: Sequence[str], weights: dict[str, float]) -> tuple[float, float]:
    score = np.clip(x @ np.array([weights[name] for name in names]), -30, 30)
    probability = 1 / (1 + np.exp(-score))
    return float(-(w * (y * np.log(probability) + (1 - y) * np.log(1 - probability))).sum()), float(w.sum())


@dataclass(slots=True)
class Tally:
    """How much of the stories was read, and how much of what was read is theirs, page by page."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    snippets: Counter[str] = field(default_factory=Counter)

    def add(self, row: dict[str, Any], found: str) -> None:
        """Count one page: `found` is what was read of it."""
        if "body" in row:
            took = Counter(re.findall(r"\w+", found))
            best = (0.0, 0.0, 0.0)
            body = row["body"] if isinstance(row["body"], str) else "\n".join(row["body"])
            for story in (body, "\n".join([*row.get("deck", ()), body])):
                truth = Counter(re.findall(r"\w+", story))
                common = sum((took & truth).values())
                p, r = common / max(1, sum(took.values())), common / max(1, sum(truth.values()))
                best = max(best, (2 * p * r / (p + r) if p + r else 0.0, p, r))
            self.precision.append(best[1])
            self.recall.append(best[2])
            return
        flat = " ".join(found.split())
        inside = sum(" ".join(one.split()) in flat for one in row["with"])
        self.snippets["right"] += inside
        self.snippets["missed"] += len(row["with"]) - inside
        self.snippets["foreign"] += sum(" ".join(one.split()) in flat for one in row["without"])

    def figures(self) -> str:
        """F1, precision and recall: of the words of whole stories, page by page, or of all snippets."""
        if self.precision:
            p, r = float(np.mean(self.precision)), float(np.mean(self.recall))
        else:
            right = self.snippets["right"]
            p = right / max(1, right + self.snippets["foreign"])
            r = right / max(1, right + self.snippets["missed"])
        return f"F1 {2 * p * r / max(1e-9, p + r):.4f}  P {p:.3f}  R {r:.3f}"


def judged(pages: Sequence[Page], model: str) -> dict[str, Tally]:
    """The pages read whole with the weights that are set now."""
    found: dict[str, Tally] = {}
    for page in pages:
        try:
            if model == "text":
                article = read_text(page.row["text"], allow_teaser=True)
            else:
                article = read_html(page.row["html"], url=page.row.get("url"), allow_teaser=True)
            text = "\n".join(article.paragraphs)
        except AudiopressError:
            text = ""
        found.setdefault(page.kind, Tally()).add(page.row, text)
    return found


def fit(one: Table, places: Sequence[int]) -> dict[str, float]:
    return fitted(*one.known(places), one.names, RIDGE)


def looks(pages: Sequence[Page], places: Sequence[int], one: Table, model: str) -> tuple[dict[str, float], Table]:
    """The weights of the first look by these pages, and the table of the second look.

    For it each of these pages has its `probabilities` by weights that have not seen its paper, any other by these weights.
    """
    first = fit(one, places)
    given = set(places)
    for at, page in enumerate(pages):
        if at not in given:
            page.probabilities = one.probabilities(at, first)
    for part in range(INNER):
        inner = fit(one, [at for at in places if pages[at].deal % INNER != part])
        for at in places:
            if pages[at].deal % INNER == part:
                pages[at].probabilities = one.probabilities(at, inner)
    return first, table(pages, 2, model)


def cross_validated(sets: dict[str, list[Page]], model: str, *, read: bool) -> dict[str, str]:
    """The figures of each kind of page, by weights that have not seen its paper; the losses are those of each set."""
    tables = {name: table(pages, 1, name) for name, pages in sets.items()}
    total: dict[str, Tally] = {}
    losses: dict[str, dict[str, list[tuple[float, float]]]] = {}
    kept = [(own, dict(own)) for both in MODELS[model].values() for own in both]
    for fold in range(FOLDS):
        for name, pages in sets.items():
            places = [at for at, page in enumerate(pages) if page.fold != fold]
            first, two = looks(pages, places, tables[name], name)
            second = fit(two, places)
            for kind in sorted({page.kind for page in pages if page.fold == fold}):
                x, y, w = two.known([at for at, page in enumerate(pages) if page.fold == fold and page.kind == kind])
                if len(y):
                    told = losses.setdefault(kind, {}).setdefault(name, [])
                    told.append(loss(x, y, w, two.names, second))
            if read:
                MODELS[model][name].first.update(first)
                MODELS[model][name].second.update(second)
        if read:
            for kind, tally in judged([page for page in sets[model] if page.fold == fold], model).items():
                whole = total.setdefault(kind, Tally())
                whole.precision += tally.precision
                whole.recall += tally.recall
                whole.snippets += tally.snippets
    for weights, old in kept:
        weights.clear()
        weights.update(old)
    return {
        kind: "log-loss "
        + " and ".join(
            f"{sum(part for part, _ in one) / sum(weight for _, weight in one):.4f}" for one in found.values()
        )
        + (f"  {total[kind].figures()}" if read else "")
        for kind, found in losses.items()
    }


# ---- headlines


@dataclass(slots=True)
class Choice:
    """The lines of a page that may be its headline, and which of them are."""

    paper: str
    facts: list[dict[str, float]]
    right: NDArray[np.bool_]
    known: bool
    """Whether its title is; a page that only its HTML tells of teaches, and judges nothing."""


def choices(data: Path) -> list[Choice]:
    """The pages whose headline stands among the candidates: the title that is known, else what the page's HTML says."""
    found = []
    markup = {row["id"]: row for _, row in rows(data) if row.get("html")}
    for kind, row in rows(data):
        if not row.get("text"):
            continue
        try:
            lines = dump.story_lines(row["text"])
        except (AudiopressError, ValueError) as fault:
            print(f"  left out: {kind} {row['id']}: {fault}", file=sys.stderr)
            continue
        if not lines:
            continue
        chosen = find_story(lines, text_model.probabilities(lines)).chosen
        facts = headlines.candidates(lines, chosen)
        keys = [letters(lines[index].text) for index in facts]
        whole = markup.get(row["id"], row)
        right = said(keys, row.get("title") or "")
        if not right.any() and whole.get("html"):
            right = said(keys, headline_of(whole))
        if right.any() and not right.all():
            found.append(Choice(paper(whole), list(facts.values()), right, known=bool(row.get("title"))))
    return found


def said(keys: Sequence[str], title: str) -> NDArray[np.bool_]:
    """Which lines are a title: those that are it alone, else those that hold it or that it holds."""
    own = letters(title)
    same = np.array([bool(own) and key == own for key in keys], dtype=bool)
    if same.any():
        return same
    return np.array([bool(own) and (own in key or (len(key) >= GRAM and key in own)) for key in keys], dtype=bool)


def headline_of(row: dict[str, Any]) -> str:
    """What a page's HTML says its headline is; nothing where it is no story."""
    try:
        return read_html(row["html"], url=row.get("url"), allow_teaser=True).headline
    except AudiopressError:
        return ""


def chosen_weights(pages: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """Weights of a ridge-penalised choice among the candidates of each page, by Newton's method."""
    x = np.array([[facts[name] for name in names] for page in pages for facts in page.facts])
    right = np.concatenate([page.right for page in pages])
    sizes = np.array([len(page.facts) for page in pages])
    begins, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(pages)), sizes)

    def likely(score: Floats) -> Floats:
        """The probability of each candidate among its page's."""
        raised = np.exp(score - np.maximum.reduceat(score, begins)[of])
        probability: Floats = raised / np.add.reduceat(raised, begins)[of]
        return probability

    beta = np.zeros(len(names))
    for _ in range(50):
        score = x @ beta
        probability = likely(score)
        slope = x.T @ (likely(np.where(right, score, -1e9)) - probability) - CHOICE_RIDGE * beta
        mean = np.add.reduceat(x * probability[:, None], begins, axis=0)
        step = np.linalg.solve(
            x.T @ (x * probability[:, None]) - mean.T @ mean + CHOICE_RIDGE * np.eye(len(names)), slope
        )
        # The best of several right lines is not the peak of a convex function: no step goes far.
        beta += step * min(1.0, 2 / float(np.abs(step).max()))
        if np.abs(step).max() < 1e-4:
            break
    # Copied text has no h1: what it does not have keeps its weight.
    seen = [bool(column.any()) for column in x.T]
    return {
        name: round(float(value), 2) if known else headlines.WEIGHTS.get(name, 0.0)
        for name, value, known in zip(names, beta, seen, strict=True)
    }


def judged_choices(pages: Sequence[Choice], weights: dict[str, float]) -> list[bool]:
    """Of each page, whether the likeliest line is a right one."""
    return [
        bool(page.right[np.argmax([sum(weights[name] * value for name, value in one.items()) for one in page.facts])])
        for page in pages
    ]


def headline(data: Path, *, write: bool) -> None:
    pages = choices(data)
    names = sorted(pages[0].facts[0])
    papers = sorted({page.paper for page in pages})
    np.random.default_rng(0).shuffle(papers)
    fold = {name: place % FOLDS for place, name in enumerate(papers)}
    right: list[bool] = []
    for part in range(FOLDS):
        weights = chosen_weights([page for page in pages if fold[page.paper] != part], names)
        right += judged_choices([page for page in pages if page.known and fold[page.paper] == part], weights)
    told = f"right {np.mean(right):.3f} of {len(right)} pages whose title is known"
    print(told)
    if write:
        put("headline", {"headline": chosen_weights(pages, names)}, {"cross_validated": told}, len(pages), len(papers))


def written(model: str, sets: dict[str, list[Page]], told: dict[str, str]) -> None:
    """Fit both looks of each set on all pages and write their weights."""
    found: dict[str, dict[str, float]] = {}
    for name, pages in sets.items():
        everything = range(len(pages))
        first, two = looks(pages, everything, table(pages, 1, name), name)
        found |= {name: first, f"{name}-again": fit(two, everything)}
    put(model, found, told, len(sets[model]), len({page.paper for page in sets[model]}))


def put(model: str, found: dict[str, dict[str, float]], told: dict[str, str], pages: int, papers: int) -> None:
    """Put the model's sections of weights.toml in the place of those that are there."""
    lines = [f"[{model}]", f"fitted = {datetime.now(UTC).date().isoformat()}", f"pages = {pages}"]
    lines += [f"papers = {papers}", f"folds = {FOLDS}"]
    lines += ["", f"[{model}.figures]", *(f'{kind} = "{figures}"' for kind, figures in sorted(told.items()))]
    text = PATH.read_text(encoding="utf-8")
    for name, weights in found.items():
        lines += ["", f"[{name}.weights]", *(f'"{key}" = {value}' for key, value in sorted(weights.items()))]
        text = re.sub(rf"^\[{name}(?:\.\w+)?\]\n.*?(?=^\[|\Z)", "", text, flags=re.DOTALL | re.MULTILINE)
    PATH.write_text(text.rstrip() + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", choices=("html", "text", "headline"), default="html")
    parser.add_argument("--quick", action="store_true", help="judge blocks only: no page is read whole")
    parser.add_argument("--write", action="store_true", help="write the weights of all pages")
    options = parser.parse_args()
    if options.model == "headline":
        headline(options.data, write=options.write)
        return
    sets = {name: looked_at(options.data, name) for name in MODELS[options.model]}
    pages = sets[options.model]
    print(f"{len(pages)} pages of {len({page.paper for page in pages})} papers")
    told = cross_validated(sets, options.model, read=not options.quick)
    for kind, figures in sorted(told.items()):
        print(f"{kind:10} {figures}")
    if options.write:
        written(options.model, sets, told)
        print(f"written to {PATH}")


if __name__ == "__main__":
    main()
