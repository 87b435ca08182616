"""The desk in headless Chromium: an editor's morning with real clicks, with the keyboard alone, and what axe-core finds."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests_chromium import Driver
from tests_clock import Clock
from tests_desk import Room, lay_out, opened, send

from audiopress.desk import accounts
from audiopress.desk.sessions import Link, Sessions
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

pytestmark = pytest.mark.system
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def driver(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with Driver(browser, tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with a draft, and one that is out."""
    root = lay_out(tmp_path_factory.mktemp("desk") / "newsroom")
    press = Press(workspace=Workspace.find(root), now=Clock())
    orders = Orders(press=press, who="schedule")
    articles = [one.article for one in press.read(["ferry.txt", "market.txt"]) if one.article]
    orders.make(press.workspace.show("articles"), articles[:1])
    orders.make(press.workspace.show("daily-brief"), articles)
    return root


@pytest.fixture
def room(made: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, driver: Driver) -> Iterator[Room]:
    """Its desk, with the browser at its first page."""
    monkeypatch.setattr(accounts, "COST", {"n": 2**4, "r": 8, "p": 1})
    root = tmp_path / "newsroom"
    shutil.copytree(made, root)
    for room in opened(root, clock):
        assert room.desk.access.link is not None
        driver.tell("Emulation.setDeviceMetricsOverride", width=1280, height=1000, deviceScaleFactor=1, mobile=False)
        driver.tell("Page.navigate", url=f"{room.base}/enter?key={room.desk.access.link.key}")
        driver.until("location.pathname === '/' && document.readyState === 'complete'")
        yield room


def click(driver: Driver, find: str) -> None:
    """A real click in the middle of an element; `find` is an expression that gives it."""
    driver.until(f"!!({find})")
    box = driver.run(
        f"(() => {{ const one = {find}; one.scrollIntoView({{block: 'center', behavior: 'instant'}});"
        " const box = one.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; })()"
    )
    driver.click(*box)


def test_a_morning_takes_no_more_than_twelve_clicks(driver: Driver, room: Room) -> None:
    """From opening the desk to approval, with one name heard, mended, heard again and always said so from now on."""
    clicks = 0

    def press(find: str) -> None:
        nonlocal clicks
        clicks += 1
        click(driver, find)

    name = "[...document.querySelectorAll('.doubts li')].find((one) => one.textContent.includes('Xylander'))"
    press(f"document.querySelector('a.open[href=\"{room.page}\"]')")
    driver.until("document.readyState === 'complete' && !!document.getElementById('edition') && !!window.htmx")
    press(f"{name}.querySelector('[data-hear]')")
    driver.until("document.body.dataset.heard === '1'")
    press(f"{name}.querySelector('[hx-get]')")
    driver.until("document.activeElement?.name === 'said'")
    driver.tell("Input.insertText", text="Zy lander")
    press("document.querySelector('.saying [data-hear-form]')")
    driver.until("document.body.dataset.heard === '2'")
    press("document.querySelector('.saying button.main')")
    driver.until("[...document.querySelectorAll('.news')].some((one) => one.textContent.includes('Xylander'))")
    press("document.querySelector('.bar button.main')")
    driver.until("!!document.querySelector('.facts .state.published')")

    assert clicks <= 12
    assert driver.run("document.getElementById('told').textContent.trim()") == ""
    episode = room.episode
    assert (episode.state, episode.revision) == ("published", 2)
    feed = (room.root / "public" / "articles" / "feed.xml").read_text("utf-8")
    assert episode.guid in feed


def key(driver: Driver, name: str, code: int, text: str = "", modifiers: int = 0) -> None:
    values: dict[str, Any] = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
    driver.tell("Input.dispatchKeyEvent", type="keyDown", text=text, **values)
    driver.tell("Input.dispatchKeyEvent", type="keyUp", **values)


def test_the_keyboard_alone_is_enough(driver: Driver, room: Room) -> None:
    """Every control of an edition is reached by Tab and is seen to be; a sentence is heard by Enter, the next by an arrow."""
    driver.open(room.base + room.page)
    driver.until("!!window.htmx")
    wanted = driver.run(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, .s, audio')]"
        ".filter((one) => one.checkVisibility()).length"
    )
    seen = set()
    for _ in range(3 * wanted):
        key(driver, "Tab", 9)
        seen.add(
            driver.run(
                "(() => { const one = document.activeElement;"
                " const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, .s, audio')];"
                " const at = all.indexOf(one); return at < 0 || getComputedStyle(one).outlineStyle !== 'none' ||"
                " one.matches('audio') ? at : -2; })()"
            )
        )
        if len(seen - {-1}) >= wanted:
            break
    assert -2 not in seen
    assert len(seen - {-1}) >= wanted

    driver.run("document.querySelectorAll('.s')[2].focus()")
    key(driver, "Enter", 13, "\r")
    driver.until("document.body.dataset.heard === '1'")
    key(driver, "ArrowDown", 40)
    assert driver.run("[...document.querySelectorAll('.s')].indexOf(document.activeElement)") == 3


def test_stories_are_moved_by_keyboard_and_pointer(driver: Driver, room: Room) -> None:
    """A button moves a story up; a story that is dragged goes where it is dropped; the order is what is sent."""
    driver.open(f"{room.base}/e/daily-brief/{room.brief.id}")
    driver.until("!!window.htmx")
    order = "document.querySelector('.arrange').elements.order.value"
    assert driver.run(order) == "0,1"
    driver.run("document.querySelectorAll('.order [data-move=\"-1\"]')[1].focus()")
    key(driver, "Enter", 13, "\r")
    assert driver.run(order) == "1,0"
    assert driver.run("document.activeElement.dataset.move") == "-1"
    driver.run(
        "(() => { const [one, two] = document.querySelectorAll('.order > li'); const data = new DataTransfer();"
        " const box = one.getBoundingClientRect();"
        " two.dispatchEvent(new DragEvent('dragstart', {bubbles: true, dataTransfer: data}));"
        " one.dispatchEvent(new DragEvent('dragover', {bubbles: true, cancelable: true, clientY: box.top + 1}));"
        " two.dispatchEvent(new DragEvent('dragend', {bubbles: true})); })()"
    )
    assert driver.run(order) == "0,1"


def test_what_another_editor_does_is_seen(driver: Driver, room: Room) -> None:
    """A page that nobody writes in shows the other's change by itself; one that somebody writes in keeps their words."""
    ben = room.known("Ben", "editor")
    driver.open(room.base + room.page)
    driver.until("!!window.htmx")
    send(ben, f"{room.page}/act", what="hold", why="wait")
    driver.until("!!document.querySelector('.facts .state.held')")
    click(driver, "document.querySelector('.cue .mend')")
    driver.until("!!document.querySelector('.mending textarea')")
    driver.run("document.querySelector('.mending textarea').value = 'mine'")
    send(ben, f"{room.page}/act", what="approve")
    driver.until("document.getElementById('told').textContent.includes('Ben')")
    assert driver.run("document.querySelector('.mending textarea').value") == "mine"


def test_what_another_editor_does_comes_late(driver: Driver, room: Room) -> None:
    """Who begins to write while the page is being asked for anew keeps their words, and is told of the other's change."""
    ben = room.known("Ben", "editor")
    driver.open(room.base + room.page)
    driver.until("!!window.htmx")
    driver.run(
        "(() => { window.waited = []; const send = XMLHttpRequest.prototype.send;"
        " document.addEventListener('htmx:beforeSend', ({ detail }) => {"
        " if (detail.requestConfig.headers['Desk-Changed-By']) detail.xhr.send = function (...all) {"
        " window.waited.push(() => send.apply(this, all)); }; }); })()"
    )
    send(ben, f"{room.page}/act", what="hold", why="wait")
    driver.until("window.waited.length > 0")
    click(driver, "document.querySelector('.cue .mend')")
    driver.until("!!document.querySelector('.mending textarea')")
    driver.run("document.querySelector('.mending textarea').value = 'mine'")
    driver.run("window.waited.forEach((go) => go())")
    driver.until("document.getElementById('told').textContent.includes('Ben')")
    assert driver.run("document.querySelector('.mending textarea').value") == "mine"
    click(driver, "document.querySelector('#told [data-look]')")
    driver.until("!!document.querySelector('.facts .state.held')")


# ---- what an editor writes is not lost


def writing(driver: Driver, room: Room) -> None:
    """An edition's page, in whose last line an editor has written `mine`."""
    driver.open(room.base + room.page)
    driver.until("!!window.htmx")
    click(driver, "[...document.querySelectorAll('.cue .mend')].at(-1)")
    driver.until("!!document.querySelector('.mending textarea')")
    driver.run("document.querySelector('.mending textarea').value = 'mine'")


MINE = "document.querySelector('.mending textarea')?.value"
SAVE = "document.querySelector('.mending form:has(textarea) button.main')"
SAVED = "[...document.querySelectorAll('.cue .said')].some((one) => one.textContent.trim() === 'mine')"
TOLD = "document.getElementById('told').textContent"


def test_a_session_that_ends_costs_no_words(driver: Driver, room: Room) -> None:
    """Who saves after the session's end is told to come in again elsewhere, and then saves what they wrote."""
    writing(driver, room)
    room.desk.access.sessions = Sessions(room.desk.now, hours=1)
    click(driver, SAVE)
    driver.until(f"{TOLD}.includes('session has ended')")
    assert driver.run(MINE) == "mine"
    assert driver.run("document.querySelector('#told a').getAttribute('href')") == "/login"
    room.desk.access.link = Link(room.desk.now)
    driver.run(f"fetch('/enter?key={room.desk.access.link.key}').then(() => true)")
    click(driver, SAVE)
    driver.until(SAVED)


def test_an_entry_of_the_lexicon_outlives_the_session(driver: Driver, room: Room) -> None:
    """So it is on the lexicon's page, whose form is a form of its own."""
    driver.open(room.base + "/lexicon")
    driver.until("!!window.htmx")
    driver.run("document.querySelector('.saying').elements.written.value = 'Xylander'")
    driver.run("document.querySelector('.saying').elements.said.value = 'Zy lander'")
    room.desk.access.sessions = Sessions(room.desk.now, hours=1)
    click(driver, "document.querySelector('.saying button.main')")
    driver.until(f"document.getElementById('told') && {TOLD}.includes('session has ended')")
    assert driver.run("document.querySelector('.saying').elements.said.value") == "Zy lander"
    room.desk.access.link = Link(room.desk.now)
    driver.run(f"fetch('/enter?key={room.desk.access.link.key}').then(() => true)")
    click(driver, "document.querySelector('.saying button.main')")
    driver.until("location.search.includes('word=Xylander') && document.body.textContent.includes('Zy lander')")


def test_an_order_that_ends_costs_no_words(driver: Driver, room: Room) -> None:
    """A fault told while an order is carried out stays to be read, and its end leaves what is being written."""
    go = threading.Event()
    about = room.page.removeprefix("/e/")
    room.desk.jobs.begin("record", about, "Ada", lambda _: str(go.wait(20)))
    writing(driver, room)
    driver.run("document.querySelector('.mending textarea').value = ' '")
    click(driver, SAVE)
    driver.until(f"{TOLD}.includes('a line says something')")
    driver.run(
        "(() => { window.asked = 0; document.addEventListener('htmx:afterSwap', () => { window.asked += 1; });"
        " const one = document.querySelector('.mending textarea'); one.value = 'mine'; one.focus(); })()"
    )
    driver.until("window.asked > 1")
    assert "a line says something" in driver.run(TOLD)
    before = driver.run("document.getElementById('edition').dataset.mark = 'old'")
    go.set()
    driver.until(f"document.getElementById('edition').dataset.mark !== {before!r}")
    assert driver.run(MINE) == "mine"
    assert driver.run("document.activeElement.name") == "text"
    click(driver, SAVE)
    driver.until(SAVED)


def test_saving_one_form_leaves_what_stands_in_the_others(driver: Driver, room: Room) -> None:
    """How a word is said is kept by its own button: new words of the line and of another one, and a reason, stay."""
    writing(driver, room)
    driver.run("document.querySelector('.cue .mend').click()")
    driver.until("document.querySelectorAll('.mending').length === 2")
    driver.run(
        "(() => { document.querySelectorAll('.mending textarea')[0].value = 'first';"
        " document.querySelector('.bar [name=why]').value = 'wait';"
        " const say = document.querySelectorAll('.mending .saying')[1];"
        " say.elements.written.value = 'Xylander'; say.elements.said.value = 'Zy lander'; })()"
    )
    click(driver, "document.querySelectorAll('.mending .saying')[1].querySelector('button.main')")
    driver.until("[...document.querySelectorAll('.news')].some((one) => one.textContent.includes('Xylander'))")
    texts = "[...document.querySelectorAll('.mending textarea')].map((one) => one.value)"
    assert driver.run(texts) == ["first", "mine"]
    assert driver.run("document.querySelector('.bar [name=why]').value") == "wait"
    click(driver, "document.querySelectorAll('.mending form:has(textarea) button.main')[1]")
    driver.until(SAVED)
    assert driver.run(texts) == ["first"]


def test_a_desk_that_cannot_be_reached_is_told(driver: Driver, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that never arrives says so, and so does one that finds a fault of ours; the words stay in the form."""
    writing(driver, room)
    driver.run(
        "(() => { window.sent = XMLHttpRequest.prototype.open; XMLHttpRequest.prototype.open = function (how, _, ...all) {"
        " return window.sent.call(this, how, 'http://127.0.0.1:1/', ...all); }; })()"
    )
    click(driver, SAVE)
    driver.until(f"{TOLD}.includes('cannot be reached')")
    assert driver.run(MINE) == "mine"
    driver.run("(() => { XMLHttpRequest.prototype.open = window.sent; })()")
    with monkeypatch.context() as broken:
        broken.setattr("audiopress.desk.pending.Pending.put", None)
        click(driver, SAVE)
        driver.until(f"{TOLD}.includes('a fault of the desk')")
    assert driver.run(MINE) == "mine"
    click(driver, SAVE)
    driver.until(SAVED)


def test_who_leaves_what_they_write_is_asked(driver: Driver, room: Room) -> None:
    """The browser asks before a page with unsaved words is left, and asks nobody who has written nothing."""
    stays = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    driver.open(room.base + room.page)
    driver.until("!!window.htmx")
    assert driver.run(stays) is False
    writing(driver, room)
    assert driver.run(stays) is True


def test_a_line_that_was_given_up_is_taken_up_again(driver: Driver, room: Room) -> None:
    """A browser that gave up listening, as it does where a login page answers, is told what changed meanwhile."""
    ben = room.known("Ben", "editor")
    script = driver.tell(
        "Page.addScriptToEvaluateOnNewDocument",
        source="window.EventSource = class extends EventSource { constructor(...all) { super(...all); window.line = this; } };",
    )
    try:
        driver.open(room.base + room.page)
        driver.until("!!window.htmx && !!window.line")
        driver.run("(() => { window.line.close(); window.line.dispatchEvent(new Event('error')); })()")
        send(ben, f"{room.page}/act", what="hold", why="wait")
        driver.until("!!document.querySelector('.facts .state.held')")
    finally:
        driver.tell("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])


# ---- WCAG 2.2 AA


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, from AUDIOPRESS_AXE or a package that carries it."""
    named = os.environ.get("AUDIOPRESS_AXE", "")
    found = find_spec("axe_playwright_python")
    path = Path(named) if named else Path(found.origin or "").with_name("axe.min.js") if found else None
    if path is None or not path.is_file():
        pytest.skip("axe-core is not here: pip install --no-deps axe-playwright-python")
    return path.read_text("utf-8")


@pytest.fixture
def judged(driver: Driver, axe: str) -> Callable[[str], list[str]]:
    """What axe-core finds on the page that is shown, in light and in the dark."""

    def judge(state: str) -> list[str]:
        found = []
        for scheme in ("light", "dark"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.tell("Emulation.setEmulatedMedia", features=features)
            driver.run(f"(() => {{ {axe} }})()" if not driver.run("!!window.axe") else "1")
            # In the dark nothing but the colours is another.
            told = driver.run(
                f"axe.run(document, {{runOnly: {RULES if scheme == 'light' else ['color-contrast']}}})"
                ".then((told) => JSON.stringify(told.violations.map((one) =>"
                " [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])))"
            )
            found += [f"{state}, {scheme}: {one}" for one in json.loads(told)]
        driver.tell("Emulation.setEmulatedMedia", features=[])
        return found

    return judge


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (390, "ko")])
def test_axe_finds_nothing_in_any_state(
    driver: Driver, room: Room, judged: Callable[[str], list[str]], width: int, language: str
) -> None:
    """WCAG 2.2 AA, on paper and in the dark, wide and on a phone: no violation on any page in any state, none sideways."""
    path = room.root / "audiopress.toml"
    path.write_text(path.read_text("utf-8") + f'\n[desk]\nlanguage = "{language}"\n', encoding="utf-8")
    found: list[str] = []

    def judge(state: str) -> None:
        found.extend(judged(state))
        wide = driver.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found.extend([f"{state}: {wide} px too wide"] if wide > 0 else [])

    def see(state: str, address: str) -> None:
        driver.open(room.base + address, width=width, height=1000)
        judge(state)

    see("today", "/")
    driver.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    judge("today, everything open")
    see("draft", room.page)
    driver.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    driver.run("document.querySelector('.cue .mend').click()")
    driver.until("!!document.querySelector('.mending')")
    judge("draft, mending")
    ben = room.known("Ben", "editor")
    line = driver.run("document.querySelector('.mending form').elements.line.value")
    seen = driver.run("document.querySelector('.mending form').elements.version.value")
    send(ben, f"{room.page}/cue/{line}", version=seen, text="Other words.", role="host")
    driver.run("document.querySelector('.mending textarea').value = 'Mine.'")
    driver.run("document.querySelector('.mending button.main').click()")
    driver.until("!!document.querySelector('.clash')")
    judge("clash")
    see("changed", room.page)
    driver.run("document.querySelector('.bar form button').click()")
    driver.until("!!document.querySelector('.facts .state.published')")
    judge("published, job done")
    see("published", room.page)
    driver.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    judge("published, everything open")
    send(ben, f"{room.page}/act", what="withdraw", why="wrong")
    see("withdrawn", room.page)
    see("brief", f"/e/daily-brief/{room.brief.id}")
    see("lexicon", "/lexicon?q=a&word=Xylander")
    see("voices", "/voices")
    see("reading", "/reading?page=ferry.txt")
    see("reading, fault", "/reading?page=nothing.txt")
    see("a fault", "/e/articles/nothing")
    see("login", "/login")

    assert found == []


def test_pages_are_shown_to_be_looked_at(driver: Driver, room: Room, tmp_path: Path) -> None:
    """Every page is drawn, wide and on a phone; AUDIOPRESS_PICTURES names a folder to keep them in."""
    folder = Path(os.environ.get("AUDIOPRESS_PICTURES", tmp_path))
    for width in (1280, 390):
        for name, address in (("today", "/"), ("edition", room.page), ("lexicon", "/lexicon?q=Lee")):
            driver.open(room.base + address, width=width, height=1200)
            driver.picture(folder / f"desk-{name}-{width}.png")
            assert (folder / f"desk-{name}-{width}.png").stat().st_size > 10_000


@pytest.mark.parametrize("width", [390, 1280])
def test_an_entry_of_the_lexicon_stands_on_one_line(driver: Driver, room: Room, width: int) -> None:
    """The words on the buttons of an entry stand on the line of the entry, and not below it."""
    lexicon = room.root / "voices" / "lexicon" / "en.toml"
    lexicon.parent.mkdir(parents=True, exist_ok=True)
    lexicon.write_text('[say]\nXylander = "Zy lander"\n', encoding="utf-8")
    driver.open(f"{room.base}/lexicon?q=Xylander", width=width)
    rows: list[list[float]] = driver.run("""
      [...document.querySelectorAll(".entries tbody tr")].slice(0, 5).map((row) =>
        [...row.querySelectorAll("th, td.soft, button")].map((one) => {
          const mark = document.createElement("span");
          mark.style.cssText = "display: inline-block; width: 0; height: 0";
          one.prepend(mark);
          const line = mark.getBoundingClientRect().bottom;
          mark.remove();
          return line;
        }))
    """)
    assert rows
    assert all(len(row) == 4 and max(row) - min(row) <= 1 for row in rows), rows
