"""French: pronouns hang on their verbs, and the narrator speaks inside the marks."""

from __future__ import annotations

import re
from dataclasses import replace

from audiopress.languages.attribution import Table
from audiopress.languages.plain_quotes import any_of, forgotten, plain_table
from audiopress.languages.schema import Quotes

_SELF = r"(?:(?:s['’]|se )(?:(?:est|sont|était) )?)?"
_PERSON = r"(?:(?:-t)?-(?:il|elle|on|ils|elles))?"


def table(words: Quotes) -> Table:
    """Reflexive verbs, inverted pronouns, elided articles."""
    said = any_of(words.verbs)
    return replace(
        plain_table(words),
        incise=re.compile(
            rf",\s(?:(?:a|ont|avait|avaient)-t-(?:il|elle|on|ils|elles)\s\w+|(?:{said})(?:-t)?-(?:il|elle|on)"
            rf"|(?:(?:a|ont|avait)\s)?{_SELF}(?:{said})\s(?=[A-ZÀ-Þ]|l[ea]\s|l['’]|une?\s))[^,«»“”.!?]{{0,80}}(?:,\s|\.\s(?=[A-ZÀ-Þ]))"
        ),
        verbs=re.compile(
            rf"\b(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)| (?:aussi |également )?)?\s?)?{_SELF}(?:{said})\b{_PERSON}"
        ),
        forgotten=forgotten(words, rf"(?:(?:a|ont|avait|avaient) )?{_SELF}(?:{said})"),
        attached=re.compile(r"-(?P<pronoun>il|elle|on|ils|elles)\b"),
        adverbs=re.compile(
            r"(?:(?:^|[\s,])(?:aussi|également|encore|alors|ensuite|ainsi|même|enfin|déjà|lui|nous|se|le|la|en|y)|[\s,][lsmn]['’])\s*$"
        ),
        stops=re.compile(
            r",| (?:à|au|aux|en|dans|sur|de|du|des|lors|après|avant|avec|pour|par|qui|et|mais|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
            r"dimanche|devant|hier|depuis|chez|sous|contre|sans|entre|ce|cette|aujourd['’]hui)\b|[;:()—–«»]|\.(?:\s|$)|\s-\s"
        ),
    )
