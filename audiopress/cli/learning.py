"""`audiopress gloss` and `audiopress glossary`: what a learner's edition explains."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audiopress.cli import console, json_answers
from audiopress.cli.app import Json, ShowName, SomeShow, Sources, app, press, print_json, state, workspace
from audiopress.cli.pages import Teaser, finish
from audiopress.errors import AudiopressError, ConfigError, Problem, UsageError

if TYPE_CHECKING:
    from audiopress.learn import Glossary
    from audiopress.model import Article, Show

PANEL = "A learner's edition"
glossary_app = typer.Typer(help="What is explained to learners: the show's glossary.", no_args_is_help=True)


@app.command(rich_help_panel=PANEL)
def gloss(
    show: ShowName,
    sources: Sources,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else beside the story, STORY.gloss.toml.")
    ] = None,
    as_json: Json = False,
    allow_teaser: Teaser = False,
) -> None:
    """Propose passages of a story and what to explain of them: writes a file to change, which `make` then uses."""
    at = press(allow_teaser=allow_teaser)
    chosen = at.workspace.show(show)
    if "explain" not in chosen.options:
        raise ConfigError(
            f"the show {show!r} explains nothing, and would not read what is written here",
            where=str(chosen.folder / "show.toml"),
            hint='name a show that does, or set explain = "ko" under [options]',
        )
    errors: list[AudiopressError] = []
    found: list[Article] = []
    for outcome in at.read(sources, folder=Path.cwd(), stdin=sys.stdin.buffer):
        if outcome.error is not None:
            errors.append(outcome.error)
        if outcome.article is not None:
            found.append(outcome.article)
    if output is not None and len(found) > 1:
        raise UsageError("-o is the file of one story", hint="name one story, or leave -o out")
    told = [_glossed(chosen, article, at.workspace.root, output) for article in found]
    if as_json:
        print_json({"show": show, "stories": told, "failed": [json_answers.fault(error) for error in errors]})
    else:
        for one in told:
            _tell(one)
    finish(errors, some=bool(found), told=[])


def _glossed(show: Show, article: Article, root: Path, output: Path | None) -> dict[str, Any]:
    """Write the choices of one story, or add what is new to those that are there."""
    from audiopress import learn
    from audiopress.work.files import write

    path = output or learn.choices_path(article, show, root=root)
    options = learn.options_of(show.options, where=str(show.folder / "show.toml"))
    glossary = learn.glossary_of(show)
    there = learn.load_choices(path)
    if there is not None:
        learned = learn.remember(show, there, glossary, language=options.explain)
        glossary = learn.glossary_of(show) if learned else glossary
        learn.lesson(article, options, glossary, there)  # a passage that is not in the story is told now
        text = path.read_text("utf-8")
        after = learn.merged(text, there, learn.lesson(article, options, glossary))
    else:
        learned, text = (), ""
        after = learn.dump_choices(article, learn.lesson(article, options, glossary))
    if after != text:
        try:
            write(path, after.encode())
        except OSError as error:
            hint = "give a file in a folder you may write to with -o"
            raise ConfigError(f"cannot be written: {error.strerror}", where=str(path), hint=hint) from None
    made = learn.lesson(article, options, glossary, learn.load_choices(path))
    return {
        "file": str(path),
        "headline": article.headline,
        "passages": len(made.passages),
        "expressions": [each.expression for each in made.expressions],
        "without_meaning": [each.expression for each in made.waiting],
        "remembered": [entry.expression for entry in learned],
        "status": "written" if not text else "added to" if after != text else "unchanged",
        "summary": bool(made.summary),
    }


def _tell(one: dict[str, Any]) -> None:
    print(one["file"])
    if state.quiet:
        return
    print(f"{one['status']}: {one['passages']} passages, {len(one['expressions'])} expressions explained")
    if one["without_meaning"]:
        print(f"kept, but nobody wrote a meaning: {', '.join(one['without_meaning'])}")
    if one["remembered"]:
        print(f"remembered for the next story: {', '.join(one['remembered'])}")
    if not one["summary"]:
        print('the summary is for you to write: summary = "…"')


# ---- the glossary


@glossary_app.command("import")
def import_(
    show: ShowName,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .tsv, .csv or .pls file.")],
    as_json: Json = False,
) -> None:
    """Take a dictionary into a show's glossary: its own table, beside the shipped ones, which it wins over."""
    from audiopress import learn

    chosen = workspace(laid=True).show(show)
    path, added, changed = learn.take_in(chosen, learn.import_glossary(source))
    if as_json:
        print_json({"file": str(path), "added": added, "changed": changed})
    else:
        print(f"{path}: {added} added, {changed} changed")


@glossary_app.command("export")
def export(
    show: ShowName,
    output: Annotated[Path, typer.Argument(metavar="FILE", help="The .tsv, .csv or .pls file to write.")],
    as_json: Json = False,
) -> None:
    """Write a show's whole glossary into one file."""
    from audiopress import learn

    chosen = workspace().show(show)
    known = learn.glossary_of(chosen)
    learn.export_glossary(known, output, language=chosen.language)
    if as_json:
        print_json({"file": str(output), "entries": len(known.entries)})
    else:
        print(f"{output}: {len(known.entries)} entries")


@glossary_app.command("check")
def check(show: SomeShow = "", as_json: Json = False) -> None:
    """Check the glossaries of the shows, every fault with its file and line, and count what they hold."""
    from audiopress import learn

    here = workspace(faulty=True)
    shows = [here.show(show)] if show else list(here.sound_shows()[0])
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for one in shows:
        try:
            known = learn.glossary_of(one)
        except ConfigError as error:
            problems += error.problems or [Problem(error.where, error.message, error.hint)]
            continue
        if known.entries:
            rows.append({"show": one.name, **dict(_counted(known))})
    if problems:
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{many} in the glossaries", problems=problems)
    if as_json:
        print_json(rows)
        return
    table = [(row["show"], str(row["entries"]), ", ".join(row["languages"]), row["levels"]) for row in rows]
    console.table("Glossaries", ("show", "entries", "languages", "levels"), table, empty="no show has a glossary")


def _counted(known: Glossary) -> Iterator[tuple[str, Any]]:
    from audiopress.learn.entries import LEVELS

    levels = {level: sum(entry.level == level for entry in known.entries) for level in LEVELS}
    yield "entries", len(known.entries)
    yield "languages", list(known.languages)
    yield "levels", ", ".join(f"{level} {count}" for level, count in levels.items() if count)


app.add_typer(glossary_app, name="glossary", rich_help_panel=PANEL)
