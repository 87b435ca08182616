"""The fields of an article: headline, kicker, byline, dateline, section, captions, language, and where each is found."""

from __future__ import annotations

import json

import pytest
from tests_pages import STORY, page, paragraphs

from audiopress.segment import read_html, read_text
from audiopress.segment.page.profiles import Profile


def data(**fields: object) -> str:
    """A JSON-LD script of a NewsArticle."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def plain(*above: str) -> str:
    """A page copied as text, with lines above the story."""
    return "\n\n".join([*above, *STORY])


# ---- headline and kicker


@pytest.mark.parametrize(
    "head",
    [
        "<title>Old pier closes for two months | Harbour Courier</title>",
        "<title>Old pier closes for two months - Harbour Courier</title>",
        "<title>Old pier closes for two months – The Harbour Courier</title>",
        "<title>Old pier closes for two months — Harbour Courier Online</title>",
        "<title>Old pier closes for two months » Harbour Courier</title>",
        "<title>Old pier closes for two months :: Harbour Courier</title>",
        "<title>Old pier closes for two months | News | Harbour Courier</title>",
        "<title>Harbour Courier | Old pier closes for two months</title><meta property='og:site_name' content='Harbour Courier'>",
        "<meta property='og:title' content='Old pier closes for two months | Harbour Courier'>",
        "<meta property='og:title' content='Old pier closes for two months'><title>Pier news</title>",
        "<meta name='twitter:title' content='Old pier closes for two months'>",
        "<title>Harbour Courier: Old pier closes for two months</title><meta property='og:site_name' content='Harbour Courier'>",
        data(headline="Old pier closes for two months"),
        data(headline="Old pier closes for two months - Harbour Courier", publisher={"name": "Harbour Courier"}),
    ],
)
def test_the_headline_is_without_the_sites_name(head: str) -> None:
    """From the data, og, twitter or the title: the name of the site before or after it is taken off."""
    assert read_html(page(head=head, title="")).headline == "Old pier closes for two months"


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry - the forgotten way to travel",
        "North Korea: 'We will not talk' - minister",
        "Pier 7 – between the storm and the tide, a town waits",
        "Storm | Flood | Fire: a year on the islands in pictures and numbers",
    ],
)
def test_a_dash_in_a_headline_is_not_the_sites_name(headline: str) -> None:
    """What an h1 says in full is the headline, dashes and all, where its site is another."""
    head = f"<title>{headline} | Harbour Courier</title><meta property='og:site_name' content='Harbour Courier'>"

    assert read_html(page(head=head, title=f"<h1>{headline}</h1>")).headline == headline


def test_what_readers_see_is_the_headline() -> None:
    """The h1 wins over a title that was written for search engines; an h1 that names the site does not."""
    head = (
        "<meta property='og:title' content='Old pier closes'><meta property='og:site_name' content='Harbour Courier'>"
    )

    assert (
        read_html(page(head=head, title="<h1>Old pier closes for two months</h1>")).headline
        == "Old pier closes for two months"
    )
    assert read_html(page(head=head, title="<h1>Harbour Courier</h1>")).headline == "Old pier closes"


def test_a_page_without_a_headline_begins_with_its_lede() -> None:
    """The first words of the lede stand in."""
    found = read_html(page(head="", title="")).headline

    assert STORY[0].startswith(found.rstrip("…"))
    assert 5 <= len(found.split()) <= 15


def test_tags_and_entities_in_a_headline_are_read() -> None:
    """`<em>` and `&amp;#8216;` in data that was escaped twice are marks, not words."""
    head = data(headline="Tide &amp; Sons: &#8216;We <em>stay</em>&#8217;")

    assert read_html(page(head=head, title="")).headline == "Tide & Sons: ‘We stay’"


@pytest.mark.parametrize("site", ["_新华网", "-新华网", "：朝日新聞デジタル", " - 항구일보", " | NHKニュース"])
def test_the_names_of_eastern_sites_are_taken_off(site: str) -> None:
    """Chinese and Japanese portals put their name behind an underscore, a hyphen or a wide colon."""
    title = "古い桟橋が二か月閉鎖へ"

    assert read_html(page(head=f"<title>{title}{site}</title>", title="", language="ja")).headline == title


@pytest.mark.parametrize(
    ("headline", "kicker", "rest"),
    [
        ("[Newsmaker] Old pier closes for two months", "Newsmaker", "Old pier closes for two months"),
        ("[단독] 낡은 부두 두 달 동안 문 닫는다", "단독", "낡은 부두 두 달 동안 문 닫는다"),
        ("【独自】古い桟橋が二か月の間閉鎖される", "独自", "古い桟橋が二か月の間閉鎖される"),
        ("<속보> 낡은 부두 두 달 동안 문 닫는다", "속보", "낡은 부두 두 달 동안 문 닫는다"),
        ("(LEAD) Old pier closes for two months", "LEAD", "Old pier closes for two months"),
        ("(2nd LD) Old pier closes for two months", "2nd LD", "Old pier closes for two months"),
        ("Exclusive: Old pier closes for two months", "Exclusive", "Old pier closes for two months"),
        ("EXCLUSIVE | Old pier closes for two months", "EXCLUSIVE", "Old pier closes for two months"),
        ("Breaking News: Old pier closes for two months", "Breaking News", "Old pier closes for two months"),
        ("Opinion: Old piers should close for good", "Opinion", "Old piers should close for good"),
        ("Interview: The woman who closed the pier", "Interview", "The woman who closed the pier"),
        ("[Photo News] (LEAD) Old pier closes for two months", "Photo News, LEAD", "Old pier closes for two months"),
        ("ENTRETIEN. « Le vieux ponton doit fermer »", "ENTRETIEN", "« Le vieux ponton doit fermer »"),
        ("UPDATE 1-Old pier closes for two months", "UPDATE 1", "Old pier closes for two months"),
        ("FACTBOX-The old pier in numbers", "FACTBOX", "The old pier in numbers"),
        ("Analysis - Why the old pier closes", "Analysis", "Why the old pier closes"),
        ("U.S. firm buys the old pier", "", "U.S. firm buys the old pier"),
        ("Harbour: the office closes its old pier", "", "Harbour: the office closes its old pier"),
        ("Old pier [sic] closes for two months", "", "Old pier [sic] closes for two months"),
    ],
)
def test_a_kicker_is_told_apart(headline: str, kicker: str, rest: str) -> None:
    """What stands in brackets, or is a genre before a colon, is the kicker; any other colon belongs to the headline."""
    title = headline.replace("<", "&lt;").replace(">", "&gt;")
    article = read_html(page(head=f"<title>{title}</title>", title=f"<h1>{title}</h1>"))

    assert (article.kicker, article.headline) == (kicker, rest)


def test_a_kicker_beside_the_h1_is_a_kicker() -> None:
    """A short line with the class `kicker` above the headline."""
    article = read_html(page(title="<p class=kicker>Harbour watch</p><h1>Old pier closes for two months</h1>"))

    assert article.kicker == "Harbour watch"
    assert "Harbour watch" not in article.paragraphs


# ---- JSON-LD in all its shapes


@pytest.mark.parametrize(
    "script",
    [
        '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports"}]}',
        '[{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle", "Article"], "headline": "H of the page", "articleSection": ["Ports", "Sea"]}]',
        '{"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "headline": "H of the page", "articleSection": "Ports"}}',
        '{"@type": "WebPage", "mainEntityOfPage": {"@type": "Article", "headline": "H of the page", "articleSection": "Ports"}}',
        '<!-- {"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports",}',
        '{"@type": "NewsArticle", "headline": "H of the page", "description": "a raw\nline end\tand tab", "articleSection": "Ports"}',
        '{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports", "description": "an unescaped " quote"}',
        '{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports", "author": [{"name": "Mira',
        '{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports"};',
        '{"@type": "NewsArticle", "headline": "H of the page", "articleSection": "Ports"}{"@type": "WebSite"}',
    ],
)  # fmt: skip
def test_json_ld_is_read_however_it_is_written(script: str) -> None:
    """Graphs, arrays, nesting, comments, CDATA, commas too many, raw breaks and data that breaks off."""
    article = read_html(page(head=f'<script type="application/ld+json">{script}</script>', title=""))

    assert article.headline == "H of the page"
    assert article.section == "Ports"


def test_the_article_is_chosen_among_many() -> None:
    """A page's data also tells of its list of other stories: the one that speaks of this page counts."""
    others = [{"@type": "NewsArticle", "headline": f"Another story {n}"} for n in range(3)]
    mine = {"@type": "NewsArticle", "headline": "Old pier closes for two months", "datePublished": "2026-09-03", "author": {"name": "Mira Solberg"}}  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps([*others, mine])}</script>'

    assert read_html(page(head=script)).byline == ("Mira Solberg",)


def test_data_nested_beyond_reason_is_passed_over() -> None:
    """Ten thousand brackets in a script cost the page nothing but its data."""
    head = f'<script type="application/ld+json">{"[" * 10_000}{"]" * 10_000}</script>'

    assert read_html(page(head=head)).paragraphs == STORY


def test_authors_in_nodes_of_their_own_are_found() -> None:
    """WordPress names the author by an `@id` that another node of the graph has."""
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Old pier closes for two months", "author": [{"@id": "#mira"}, {"@id": "#jonas"}], "publisher": {"@id": "#paper"}},
            {"@type": "Person", "@id": "#mira", "name": "Mira Solberg"},
            {"@type": "Person", "@id": "#jonas", "name": "Jonas Petri"},
            {"@type": "Organization", "@id": "#paper", "name": "Harbour Courier"},
        ]
    }  # fmt: skip

    article = read_html(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>'))

    assert (article.byline, article.site) == (("Mira Solberg", "Jonas Petri"), "Harbour Courier")


def test_of_two_stories_in_the_data_the_one_with_the_pages_headline_counts() -> None:
    """What stands first may be another story's data."""
    other = data(headline="A bridge for the islands", author="Jonas Petri", datePublished="2020-01-01T00:00:00Z")
    own = data(headline="Old pier closes for two months", author="Mira Solberg", datePublished="2026-09-03T00:00:00Z")

    article = read_html(page(head=other + own))

    assert article.byline == ("Mira Solberg",)
    assert article.published is not None
    assert article.published.year == 2026


@pytest.mark.parametrize("moment", [1788438000, 1788438000000])
def test_seconds_and_milliseconds_are_moments(moment: int) -> None:
    """Some programs write a number where the standard wants a date."""
    head = data(headline="Old pier closes for two months", datePublished=0).replace(
        '"datePublished": 0', f'"datePublished": {moment}'
    )

    article = read_html(page(head=head))

    assert article.published is not None
    assert article.published.isoformat() == "2026-09-03T12:20:00+00:00"


@pytest.mark.parametrize(
    "head", ["<title>Old pier closes for two months | The Harbour Courier</title>", "<title>Harbour Courier</title>"]
)
def test_the_sites_name_in_an_h1_is_no_headline(head: str) -> None:
    """Old sites set their name as h1, and the headline as h2."""
    html = page(
        head=head, title="<h1><a href=/>Harbour Courier</a></h1><h2 class=headline>Old pier closes for two months</h2>"
    )

    article = read_html(html, url="https://www.harbourcourier.example/1")

    assert article.headline == "Old pier closes for two months"
    assert article.paragraphs == STORY


# ---- bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mira Solberg", ("Mira Solberg",)),
        ("BY MIRA SOLBERG", ("MIRA SOLBERG",)),
        ("By Mira Solberg and Jonas Petri", ("Mira Solberg", "Jonas Petri")),
        ("By Mira Solberg, Jonas Petri and Han Ji-woo", ("Mira Solberg", "Jonas Petri", "Han Ji-woo")),
        ("By Mira Solberg (solberg@courier.example)", ("Mira Solberg",)),
        ("By Ahn Sung-mi (sahn@courier.example), Lee Ji-yoon (jylee@courier.example)", ("Ahn Sung-mi", "Lee Ji-yoon")),
        ("By Mira Solberg, Staff writer", ("Mira Solberg",)),
        ("By Mira Solberg Senior Reporter", ("Mira Solberg",)),
        ("Mira Solberg, Chief Political Correspondent", ("Mira Solberg",)),
        ("Written by Mira Solberg", ("Mira Solberg",)),
        ("By Yonhap", ("Yonhap",)),
        ("Yonhap", ("Yonhap",)),
        ("AFP", ("AFP",)),
        ("Reuters", ("Reuters",)),
        ("By Reuters Staff", ("Reuters",)),
        ("By Korea Herald", ("Korea Herald",)),
        ("By The Korea Herald", ("The Korea Herald",)),
        ("Korea Herald", ("Korea Herald",)),
        ("Mira Solberg / AFP", ("Mira Solberg", "AFP")),
        ("By REUTERS", ("REUTERS",)),
        ("By AFP-Yonhap", ("AFP-Yonhap",)),
        ("(Yonhap)", ("Yonhap",)),
        ("By MIRA SOLBERG and JONAS PETRI Associated Press", ("MIRA SOLBERG", "JONAS PETRI")),
        ("By Jean-Luc O’Brien-Müller", ("Jean-Luc O’Brien-Müller",)),
        ("By Ludwig van der Berg", ("Ludwig van der Berg",)),
    ],
)
def test_a_byline_names_its_people(line: str, names: tuple[str, ...]) -> None:
    """People and agencies, with titles and addresses taken off, in the forms of six languages."""
    article = read_text(plain("Old pier closes for two months", line))

    assert article.byline == names
    assert not any(line in paragraph for paragraph in article.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferries leave, the market will be full of people again.",
        "By Friday all planks had been counted.",
        "By 2027 the pier will be new.",
        "By law, no pier may be left open after dark.",
        "Von wegen alt: der Steg hält noch hundert Jahre.",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    """`By the time …` stays in the story."""
    article = read_html(page(paragraphs([STORY[0], line, *STORY[1:]])))

    assert line in article.paragraphs
    assert article.byline == ()


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Mira Solberg"}, ("Mira Solberg",)),
        ([{"name": "Mira Solberg"}, {"name": "Jonas Petri"}], ("Mira Solberg", "Jonas Petri")),
        ("Mira Solberg", ("Mira Solberg",)),
        (["Mira Solberg", "Jonas Petri"], ("Mira Solberg", "Jonas Petri")),
        ({"name": "By Mira Solberg and Jonas Petri"}, ("Mira Solberg", "Jonas Petri")),
        ({"name": ["Mira Solberg", "Jonas Petri"]}, ("Mira Solberg", "Jonas Petri")),
        ({"name": "mira solberg"}, ("mira solberg",)),
        ({"name": "Korea Herald"}, ("Korea Herald",)),
        ({"@type": "Organization", "name": "AFP"}, ("AFP",)),
        ({"name": "Mira Solberg (solberg@courier.example)"}, ("Mira Solberg",)),
        ({"name": "https://courier.example/people/solberg"}, ()),
        ({"name": "admin"}, ()),
        ({"name": ""}, ()),
    ],
)  # fmt: skip
def test_authors_are_read_from_the_data(author: object, names: tuple[str, ...]) -> None:
    """One or several, as objects or names; an address or the name of an account is nobody."""
    assert read_html(page(head=data(headline="Old pier closes for two months", author=author))).byline == names


@pytest.mark.parametrize("name", ["Harbour Courier", "The Harbour Courier", "harbour courier"])
def test_a_paper_that_names_itself_as_the_author_is_no_byline(name: str) -> None:
    """Its systems put its name where no author is; only a line that readers see (`By Harbour Courier`) is a byline."""
    head = data(headline="Old pier closes for two months", author={"name": name}, publisher={"name": "Harbour Courier"})
    byline = "<h1>Old pier closes for two months</h1><p>By Harbour Courier</p>"

    assert read_html(page(head=head)).byline == ()
    assert read_html(page(head=head, title=byline)).byline == ("Harbour Courier",)
    both = head.replace(json.dumps({"name": name}), json.dumps([{"name": name}, {"name": "Mira Solberg"}]))
    assert read_html(page(head=both)).byline == ("Mira Solberg",)


def test_an_agency_signs_on_its_own_site() -> None:
    """Yonhap is Yonhap's byline."""
    head = data(headline="Old pier closes for two months", author={"name": "Yonhap"}, publisher={"name": "Yonhap"})

    assert read_html(page(head=head)).byline == ("Yonhap",)


@pytest.mark.parametrize(
    "meta",
    [
        "<meta name=author content='Mira Solberg'>",
        "<meta name=byl content='By Mira Solberg'>",
        "<meta property='article:author' content='Mira Solberg'>",
        "<meta property='article:author' content='https://social.example/solberg'><meta name=author content='Mira Solberg'>",
    ],
)
def test_authors_are_read_from_meta_tags(meta: str) -> None:
    """`author`, `byl` and `article:author`; an address of a profile is not a name."""
    assert read_html(page(head=meta)).byline == ("Mira Solberg",)


@pytest.mark.parametrize(
    "markup",
    [
        "<p class=byline>By <a rel=author href=/s>Mira Solberg</a></p>",
        "<div class=author>By Mira Solberg</div><time datetime=2026-09-03>Sept. 3, 2026</time>",
        "<div class=author-name><a href=/s>Mira Solberg</a></div>",
        "<span itemprop=author><span itemprop=name>Mira Solberg</span></span>",
        "<a rel=author href=/s>Mira Solberg</a>",
    ],
)
def test_authors_are_read_from_the_page(markup: str) -> None:
    """The line under the headline, or an element that says it is the author."""
    article = read_html(page(title=f"<h1>Old pier closes for two months</h1>{markup}"))

    assert article.byline == ("Mira Solberg",)
    assert article.paragraphs == STORY


# ---- dateline


@pytest.mark.parametrize(
    ("dateline", "mark"),
    [
        ("SEOUL, Aug. 18 (Yonhap)", " -- "),
        ("SEOUL", " — "),
        ("SEOUL (Reuters)", " - "),
        ("WASHINGTON (AP)", " — "),
        ("NEW YORK, Sept 3 (Reuters)", " - "),
        ("Paris, France", " — "),
        ("ST. PETERSBURG, Fla. (AP)", " — "),
        ("BERLIN (dpa)", " - "),
        ("Lindvik (epd)", " - "),
        ("LINDVIK (sid)", " - "),
        ("Berlin (dpa)", " - "),
        ("SAO PAULO/BRASILIA", " — "),
        ("(AFP)", " — "),
        ("UNITED NATIONS, Aug. 18 (Xinhua)", " -- "),
        ("LONDON, 3 September 2026", " – "),
        ("Sept 3 (Reuters)", " - "),
        ("NEW DELHI", ": "),
        ("GYEONGJU, North Gyeongsang Province", " — "),
        ("LINDVIK, Sept. 3, 2026 /PRNewswire/", " -- "),
        ("PARIS, 3 sept (Reuters)", " - "),
        ("Berlin/Paris (AFP)", " - "),
        ("Madrid, 3 sep (EFE)", ".- "),
        ("LONDON", " - "),
        ("NEW YORK", " - "),
    ],
)
def test_a_dateline_is_taken_off_the_lede(dateline: str, mark: str) -> None:
    """Place, day and agency before a dash are the dateline, and the lede begins after it."""
    article = read_html(page(paragraphs([f"{dateline}{mark}{STORY[0]}", *STORY[1:]])))

    assert article.dateline == dateline
    assert article.lede == STORY[0]


@pytest.mark.parametrize(
    ("language", "dateline", "mark"),
    [
        ("ko", "(서울=연합뉴스) 김민수 기자", " = "),
        ("ko", "[서울=뉴시스] 김민수 기자", " = "),
        ("ja", "【東京=山田太郎】", ""),
        ("ja", "【ソウル共同】", ""),
        ("zh", "（中央社記者李明台北3日電）", ""),
    ],
)
def test_a_dateline_is_its_language_s(language: str, dateline: str, mark: str) -> None:
    """Korean, Japanese and Chinese agencies put place and author in brackets; on other pages brackets are the story's."""
    html = page(paragraphs([f"{dateline}{mark}{STORY[0]}", *STORY[1:]]))

    assert read_html(html, profile=Profile(domain="harbour.example", language=language)).dateline == dateline
    assert read_html(html).dateline == ""


@pytest.mark.parametrize(
    "lede",
    [
        "The harbour office -- which has had no head since May -- will close the old pier for two months from Monday on.",
        "Mira Solberg — the head of the harbour office — will close the old pier for two months from Monday on.",
        "Ferries, bakers, divers – all of them have to wait until the old pier is safe again for people to walk on.",
        "BREAKING: The old pier will be closed for two months from Monday on, the harbour office said in the evening.",
        "DEAR MIRA: The old pier will be closed for two months from Monday on, and I do not know where to walk my dog.",
        "COURIER: The old pier will be closed for two months from Monday on. Why was it not closed when the planks broke?",
        "WARNING: The old pier will be closed for two months from Monday on, the harbour office said in the evening.",
        "Harbour Courier - the paper of the islands - turns a hundred years old this week, and it has kept its first press.",
    ],
)
def test_a_dash_in_the_lede_is_no_dateline(lede: str) -> None:
    """A parenthesis in the first sentence belongs to it."""
    article = read_html(page(paragraphs([lede, *STORY[1:]])))

    assert article.lede == lede
    assert article.dateline == ""


# ---- section, site, image, language


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:section' content='Ports &amp;amp; Ships'>",
        "<meta name=section content='Ports &amp; Ships'>",
        data(headline="x", articleSection="Ports &amp; Ships"),
        data(headline="x", articleSection=["Ports & Ships", "News"]),
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Home"}, {"position": 2, "item": {"name": "Ports & Ships"}}, {"position": 3, "name": "Old pier closes for two months"}]}</script>',
    ],
)  # fmt: skip
def test_the_section_is_read(head: str) -> None:
    """From the data, meta tags, or the breadcrumbs between the home page and the article."""
    assert read_html(page(head=head)).section == "Ports & Ships"


def test_site_and_image_are_read() -> None:
    """The publisher's name and the lead picture."""
    head = "<meta property='og:site_name' content='Harbour Courier'><meta property='og:image' content='https://courier.example/p.jpg'>"
    article = read_html(page(head=head))

    assert (article.site, article.image) == ("Harbour Courier", "https://courier.example/p.jpg")


def test_the_image_is_an_address() -> None:
    """A picture's address that is relative to the page is made whole."""
    article = read_html(page(head="<meta property='og:image' content='/img/p.jpg'>"), url="https://courier.example/a/b")

    assert article.image == "https://courier.example/img/p.jpg"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "항만청은 지난 봄부터 널빤지가 세 군데에서 무너졌기 때문에 낡은 부두를 두 달 동안 닫기로 했다고 밝혔다."),
        ("ja", "港湾局は春から板が三か所で抜けたため、古い桟橋を二か月の間閉鎖することを決めたと発表しました。"),
        ("zh", "港务局决定将旧码头关闭两个月，因为自春天以来木板已经在三个地方断裂，码头上的人们都很担心。"),
        ("de", "Das Hafenamt schließt den alten Steg für zwei Monate, weil die Bretter seit dem Frühjahr an drei Stellen nachgegeben haben."),
        ("fr", "Le bureau du port fermera le vieux ponton pendant deux mois, parce que les planches ont cédé à trois endroits depuis le printemps."),
        ("es", "La oficina del puerto cerrará el viejo muelle durante dos meses, porque las tablas han cedido en tres lugares desde la primavera."),
        ("it", "L’ufficio del porto chiuderà il vecchio molo per due mesi, perché le assi hanno ceduto in tre punti dalla primavera scorsa."),
        ("en", STORY[0]),
    ],
)  # fmt: skip
def test_the_language_is_said_or_found(language: str, text: str) -> None:
    """`html lang`, without its region; a page that does not say is read for it."""
    body = paragraphs([f"{text[:-1]} {n}." for n in range(4)])

    assert read_html(page(body, language=f"{language}-XX", head="", title="")).language == language
    assert read_html(page(body, language="", head="", title="")).language == language


@pytest.mark.parametrize("wrong", ["", "x", "{{lang}}", "en_US", "EN"])
def test_a_language_that_is_no_tag_is_not_believed(wrong: str) -> None:
    """What a template left behind is not a language; an underscore and capitals are forgiven."""
    assert read_html(page(language=f"'{wrong}'")).language == "en"


def test_a_language_that_the_words_deny_is_not_believed() -> None:
    """A Korean story on a page whose template says `en` is Korean: an English voice could not read it."""
    text = "항만청은 지난 봄부터 널빤지가 세 군데에서 무너졌기 때문에 낡은 부두를 두 달 동안 닫기로 했다고 밝혔다."

    assert read_html(page(paragraphs([f"{text} {n}" for n in range(4)]), language="en")).language == "ko"


@pytest.mark.parametrize("name", ["Desk", "News Desk", "Web Desk", "Staff Reporter", "Newsroom"])
def test_a_desk_is_no_author(name: str) -> None:
    """A page that gives a room or a post of the paper as its author gives nobody."""
    html = f"""<html lang="en"><head><meta name="author" content="{name}"></head><body><article><h1>Fog closes the pier</h1>
    <p>The harbour board closes the eastern pier for eight weeks while divers repair the pillars below it.</p>
    <p>Boats will land at the northern quay until then, and the ferry keeps its times, the board said.</p></article></body></html>"""

    assert read_html(html).byline == ()
