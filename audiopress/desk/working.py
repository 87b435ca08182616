"""Orders that take a while: approve, hold, publish, withdraw, record, correct, arrange. Each is a job."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from audiopress.desk import pending
from audiopress.desk.drawing import page, partial
from audiopress.errors import LibraryError, SourceError, UsageError
from audiopress.ingredients import changed, known
from audiopress.model import WAITING, Article, Episode, Show

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk
    from audiopress.desk.jobs import Job
    from audiopress.orders import Orders

AT_ONCE = 0.8
"""Seconds in which most orders are done: then the answer says so, and there is nothing to follow."""


def name_of(request: Request) -> str:
    """Who asks."""
    return str(request.scope["audiopress.session"].user)


def begun(request: Request, desk: NewsDesk, job: Job, *, back: str) -> Response:
    """The answer to an order: how far it is, or what came of it."""
    job.ended.wait(AT_ONCE)
    if not partial(request):
        return RedirectResponse(back, 303)
    return _shown(request, desk, job)


def order_of(form: dict[str, str]) -> str:
    """What a form asks for, whoever sends it."""
    return json.dumps({name: value for name, value in sorted(form.items()) if name != "csrf"})


def job(request: Request, desk: NewsDesk) -> Response:
    """How far a job is."""
    found = desk.jobs.find(request.path_params["job"])
    if found is None:
        raise HTTPException(404)
    return _shown(request, desk, found)


def stop(request: Request, desk: NewsDesk, _form: dict[str, str]) -> Response:
    """Stop a job; what was recorded is kept."""
    found = desk.jobs.find(request.path_params["job"])
    if found is None:
        raise HTTPException(404)
    found.stopping = True
    return begun(request, desk, found, back="/")


def _shown(request: Request, desk: NewsDesk, job: Job) -> Response:
    over = {"desk:over": {"what": job.what, "state": job.state}}
    headers = {"HX-Trigger": json.dumps(over)} if job.over else {}
    return page(request, desk.here, "parts/job.html", job=job, headers=headers)


# ---- an episode


def act(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """What is to become of an episode."""
    show_name, name = request.path_params["show"], request.path_params["episode"]
    here, who = desk.here, name_of(request)
    episode, show = here.episode(show_name, name), here.show(show_name)
    what, why = form.get("what", ""), " ".join(form.get("why", "").split())[:500]
    _current(episode, form)
    if what not in ORDERS:
        raise UsageError(f"there is no order {what!r}")
    if what in {"hold", "withdraw"} and not why:
        raise UsageError("say why: it is written into the history", hint="a few words are enough")

    def work(job: Job) -> str:
        orders = here.orders(who, job.progress, job.warnings.append)
        return str(ORDERS[what](desk, orders, episode, show, why))

    about = f"{show_name}/{name}"
    return begun(request, desk, desk.jobs.begin(what, about, who, work, order=order_of(form)), back=f"/e/{about}")


def _current(episode: Episode, form: dict[str, str]) -> None:
    """Raises LibraryError where somebody has made another version of what this editor saw."""
    if form.get("revision", str(episode.revision)) != str(episode.revision):
        raise LibraryError(
            f"somebody made version {episode.revision} of it in the meantime, and you have not seen it",
            hint="look at it, and give the order again",
        )


def recorded(desk: NewsDesk, orders: Orders, episode: Episode, show: Show, *, note: str = "") -> Episode:
    """The episode as editors want it: their changes and today's lexicon and voices. Unchanged, it is as it was."""
    changes = pending.of(desk.here, episode)
    text, path = pending.script(desk.here, episode)
    said = changes.applied(text)
    if said.text == text:
        now = orders.press.ingredients(show, text, source=str(path))
        if not note and known(episode.record) and not changed(episode.record, now):
            return episode
        made = orders.correct(episode, show, note=note)
    else:
        made = orders.correct(episode, show, text=said.text, source=str(path), note=note)
    changes.done(said.kept)
    assert made.episode is not None
    return made.episode


def _approve(desk: NewsDesk, orders: Orders, episode: Episode, show: Show, why: str) -> str:
    return orders.approve(recorded(desk, orders, episode, show), show, why=why).state


def _publish(desk: NewsDesk, orders: Orders, episode: Episode, show: Show, why: str) -> str:
    return orders.publish(recorded(desk, orders, episode, show), show, why=why).state


def _hold(_desk: NewsDesk, orders: Orders, episode: Episode, show: Show, why: str) -> str:
    return orders.hold(episode, show, why=why).state


def _withdraw(_desk: NewsDesk, orders: Orders, episode: Episode, show: Show, why: str) -> str:
    return orders.withdraw(episode, show, why=why).state


def _record(desk: NewsDesk, orders: Orders, episode: Episode, show: Show, why: str) -> str:
    """A correction, where it is out: then `why` is the note that listeners read."""
    note = "" if episode.state in WAITING else why
    return recorded(desk, orders, episode, show, note=note).state


ORDERS: dict[str, Any] = {
    "approve": _approve,
    "hold": _hold,
    "publish": _publish,
    "withdraw": _withdraw,
    "record": _record,
}


# ---- its stories


def stories(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """The stories of an episode in another order, without some, or with one more that is given by its address."""
    show_name, name = request.path_params["show"], request.path_params["episode"]
    here, who = desk.here, name_of(request)
    episode, show = here.episode(show_name, name), here.show(show_name)
    _current(episode, form)
    known_ones = here.library().articles(episode)
    try:
        order = [int(one) for one in form.get("order", "").split(",") if one.strip()]
        chosen = [known_ones[one] for one in dict.fromkeys(order) if one >= 0]
    except (ValueError, IndexError):
        raise UsageError("that is no order of its stories", hint="load the page again") from None
    added = form.get("add", "").strip()
    if not chosen and not added:
        raise UsageError("an episode tells at least one story", hint="hold or withdraw it instead")
    why = " ".join(form.get("why", "").split())[:500]

    def work(job: Job) -> str:
        orders = here.orders(who, job.progress, job.warnings.append)
        more = _read(orders, added) if added else []
        return str(orders.arrange(episode, show, [*chosen, *more], why=why).state)

    about = f"{show_name}/{name}"
    return begun(request, desk, desk.jobs.begin("arrange", about, who, work, order=order_of(form)), back=f"/e/{about}")


def _read(orders: Orders, source: str) -> list[Article]:
    """The stories of an address. Raises what keeps them from being read."""
    from audiopress.desk.reading import allowed

    found: list[Article] = []
    for outcome in orders.press.read([allowed(orders.press.workspace, source)]):
        if outcome.error is not None:
            raise outcome.error
        found += [outcome.article] if outcome.article else []
    if len(found) != 1:
        raise SourceError(f"there are {len(found)} stories", where=source, hint="give the address of one")
    return found
