"""What a learner's edition explains: a newsroom's glossary, found again in a story, and the lesson made of both.

`load_glossary` reads a glossary, `lesson` chooses the passages of a story and what is explained of each, `load_choices`
and `dump_choices` are the editor's file (`gloss.toml`) in between; `sheet` and its neighbours are what a learner keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.learn.choice_text import dump_choices, merged
    from audiopress.learn.choices import Choices, choices_path, load_choices, remember, take_in
    from audiopress.learn.entries import GlossaryEntry
    from audiopress.learn.exchange import export_glossary, import_glossary
    from audiopress.learn.frequency import DICTIONARY, level_of
    from audiopress.learn.glossary import Glossary, glossary_of, load_glossary
    from audiopress.learn.lessons import Expression, Lesson, LessonOptions, Passage, lesson, lesson_of, options_of
    from audiopress.learn.scripted import as_lesson, taught
    from audiopress.learn.sheets import Question, anki, quiz, table

__all__ = [
    "DICTIONARY",
    "Choices",
    "Expression",
    "Glossary",
    "GlossaryEntry",
    "Lesson",
    "LessonOptions",
    "Passage",
    "Question",
    "anki",
    "as_lesson",
    "choices_path",
    "dump_choices",
    "export_glossary",
    "glossary_of",
    "import_glossary",
    "lesson",
    "lesson_of",
    "level_of",
    "load_choices",
    "load_glossary",
    "merged",
    "options_of",
    "quiz",
    "remember",
    "table",
    "take_in",
    "taught",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Choices": "choices",
        "choices_path": "choices",
        "dump_choices": "choice_text",
        "load_choices": "choices",
        "merged": "choice_text",
        "remember": "choices",
        "take_in": "choices",
        "export_glossary": "exchange",
        "import_glossary": "exchange",
        "GlossaryEntry": "entries",
        "Glossary": "glossary",
        "glossary_of": "glossary",
        "load_glossary": "glossary",
        "Expression": "lessons",
        "Lesson": "lessons",
        "LessonOptions": "lessons",
        "Passage": "lessons",
        "lesson": "lessons",
        "lesson_of": "lessons",
        "DICTIONARY": "frequency",
        "level_of": "frequency",
        "options_of": "lessons",
        "Question": "sheets",
        "anki": "sheets",
        "quiz": "sheets",
        "table": "sheets",
        "as_lesson": "scripted",
        "taught": "scripted",
    },
)
