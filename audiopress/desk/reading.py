"""Reading: how a page is taken apart, what was dropped of it and why, and a click that keeps or drops a line from now on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from starlette.responses import RedirectResponse, Response

from audiopress import segment, toml_keys
from audiopress.desk.drawing import page
from audiopress.errors import AudiopressError, SourceError, UsageError
from audiopress.model import Article
from audiopress.segment import load_profile
from audiopress.workspace import Workspace

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk

ENDINGS: Final = (".html", ".htm", ".txt", ".md")
"""Of files that may be read from the newsroom's folder."""
ENOUGH: Final = 60
"""Letters of a line's beginning that know it again: what follows may be another tomorrow."""
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def page_of(request: Request, desk: NewsDesk) -> Response:
    """The page: what was read of the source that is asked for."""
    source = request.query_params.get("page", "").strip()
    articles: list[Article] = []
    faults: list[AudiopressError] = []
    if source:
        press = desk.here.press()
        for outcome in press.read([allowed(desk.here.workspace, source)]):
            articles += [outcome.article] if outcome.article else []
            faults += [outcome.error] if outcome.error else []
            if len(articles) + len(faults) >= 10:
                break
    return _shown(request, desk, source, articles, faults, site=request.query_params.get("site", ""))


def pasted(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """The same of a page that was copied into the form, as text or as HTML."""
    text = form.get("text", "")
    articles: list[Article] = []
    faults: list[AudiopressError] = []
    try:
        is_html = text.lstrip().startswith("<")
        articles.append(segment.read_html(text, url=None) if is_html else segment.read_text(text))
    except AudiopressError as error:
        faults.append(error)
    return _shown(request, desk, "", articles, faults, text=text, site=form.get("site", ""))


def _shown(
    request: Request,
    desk: NewsDesk,
    source: str,
    articles: list[Article],
    faults: list[AudiopressError],
    *,
    text: str = "",
    site: str = "",
) -> Response:
    # A file does not say which site it is from.
    site = site.strip().lower().removeprefix("www.")
    domain = domain_of(source) or (site if _DOMAIN.fullmatch(site) else "")
    return page(
        request,
        desk.here,
        "reading.html",
        source=source,
        text=text,
        articles=articles,
        faults=faults,
        domain=domain,
        site=site,
        rules=_rules(desk, domain),
        pieces=_pieces,
    )


def _pieces(article: Article, paragraph: int) -> object:
    from audiopress.desk.sheet import pieces

    names = list(dict.fromkeys(one.speaker for one in article.quotes if one.speaker))
    return tuple(pieces(article, paragraph, {name: at % 6 + 1 for at, name in enumerate(names)}))


def _rules(desk: NewsDesk, domain: str) -> dict[str, list[str]]:
    """What the newsroom's own profile of a site keeps and drops."""
    path = _profile(desk.here.workspace, domain) if domain else None
    if path is None or not path.is_file():
        return {}
    known = load_profile(path)
    return {"keep": [one.pattern for one in known.keep], "drop": [one.pattern for one in known.drop]}


def rule(_request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Keep or drop such lines of a site from now on, or do not any more: in its profile."""
    what, domain, source = form.get("what", ""), form.get("domain", "").strip().lower(), form.get("page", "")
    if what not in {"keep", "drop"}:
        raise UsageError(f"a line cannot be {what!r}", hint="keep or drop")
    path = _profile(desk.here.workspace, domain)
    if pattern := form.get("pattern", ""):
        toml_keys.take_out(path, (what,), pattern)
    else:
        pattern = beginning(form.get("line", ""))
        other = "drop" if what == "keep" else "keep"
        toml_keys.take_out(path, (other,), pattern)
        toml_keys.append(path, (what,), pattern)
    load_profile(path)
    return RedirectResponse("/reading?" + urlencode({"page": source, "site": "" if domain_of(source) else domain}), 303)


def beginning(line: str) -> str:
    """The pattern that knows a line again by its beginning, whatever figures stand in it. Raises UsageError."""
    words = " ".join(line.split())
    if not words:
        raise UsageError("which line?")
    start = words[:ENOUGH]
    if len(words) > ENOUGH:
        start = start.rpartition(" ")[0] or start
    escaped = re.escape(start).replace(r"\ ", " ")
    pattern = "^" + re.sub(r"\d+", r"\\d+", escaped)
    return pattern if len(words) > ENOUGH else pattern + "$"


def _profile(workspace: Workspace, domain: str) -> Path:
    """The newsroom's own profile of a site. Raises UsageError for what is none."""
    if not _DOMAIN.fullmatch(domain):
        raise UsageError(f"{domain!r} is no site's name", hint="example.org")
    return workspace.root / "feeds" / "publishers" / f"{domain}.toml"


def domain_of(source: str) -> str:
    """The site of an address, without `www.`; empty for a file."""
    return (urlsplit(source).hostname or "").removeprefix("www.") if "://" in source else ""


def allowed(workspace: Workspace, source: str) -> str:
    """An address, or a page in the newsroom's folder: no other file of the machine is shown here. Raises SourceError."""
    if source.startswith(("http://", "https://")):
        return source
    name, _ = segment.parted(source, workspace.root)
    path = (workspace.root / name).resolve()
    inside = path.is_relative_to(workspace.root.resolve())
    hidden = inside and any(part.startswith(".") for part in path.relative_to(workspace.root.resolve()).parts)
    if not inside or hidden or path.suffix.lower() not in ENDINGS or not path.is_file():
        raise SourceError(
            "is no page of this newsroom", where=source, hint="an address, or a .html or .txt file in its folder"
        )
    return source
