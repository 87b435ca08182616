"""An ID3v2.3 tag (id3.org, "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum"), chapters in time order.

Own, because mutagen is GPL and sorts frames by size, which puts chapters out of order for readers of file order.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from audiopress.languages.tags import primary
from audiopress.model import Chapter, Tags

LANGUAGES: Final = dict(
    pair.split(":")
    for pair in (
        "aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul "
        "bh:bih bi:bis bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cu:chu cv:chv "
        "cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas ff:ful fi:fin "
        "fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv "
        "ht:hat hu:hun hy:hye hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku ja:jpn "
        "jv:jav ka:kat kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor "
        "ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri mk:mkd ml:mal "
        "mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld nn:nno no:nor nr:nbl nv:nav "
        "ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron "
        "ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sl:slv sm:smo sn:sna so:som sq:sqi sr:srp "
        "ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur "
        "ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid "
        "yo:yor za:zha zh:zho zu:zul "
    ).split()
)
"""ISO 639-1 to 639-2 (T), which the tag wants."""


def language(tag: str) -> str:
    """The three letters for a language tag; `und` where there are none."""
    first = primary(tag)
    return LANGUAGES.get(first, first if len(first) == 3 else "und")


def tag(tags: Tags, chapters: Sequence[Chapter]) -> bytes:
    """The whole tag."""
    code = language(tags.language).encode()
    frames = [
        _text(b"TIT2", tags.title),
        _text(b"TPE1", tags.artist),
        _text(b"TALB", tags.album),
        _text(b"TYER", f"{tags.date:%Y}"),
        _text(b"TDAT", f"{tags.date:%d%m}"),
        _text(b"TCON", "Podcast"),
        _text(b"TLAN", code.decode()),
        _frame(b"PCST", b"\0\0\0\0"),
        _frame(b"COMM", b"\x01" + code + _wide("") + b"\0\0" + _wide(tags.comment)),
        _user(b"TXXX", "AI-generated voice", "true"),
    ]
    if tags.url:
        frames.append(_frame(b"WOAS", _address(tags.url)))
    frames += _contents(chapters)
    frames.append(_frame(b"USLT", b"\x01" + code + _wide("") + b"\0\0" + _wide(tags.text)))
    if tags.cover:
        frames.append(_picture(tags.cover))
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _contents(chapters: Sequence[Chapter]) -> list[bytes]:
    """A table of contents, then a frame a chapter."""
    if not chapters:
        return []
    names = [f"chp{index}".encode() + b"\0" for index in range(len(chapters))]
    toc = _frame(b"CTOC", b"toc\0\x03" + bytes([min(255, len(names))]) + b"".join(names[:255]))
    return [toc] + [_chapter(name, chapter) for name, chapter in zip(names, chapters, strict=True)]


def _chapter(name: bytes, chapter: Chapter) -> bytes:
    times = struct.pack(">IIII", round(chapter.start * 1000), round(chapter.end * 1000), 0xFFFFFFFF, 0xFFFFFFFF)
    inner = _text(b"TIT2", chapter.title)
    if chapter.url:
        inner += _frame(b"WXXX", b"\x01" + _wide("article") + b"\0\0" + _address(chapter.url))
    return _frame(b"CHAP", name + times + inner)


def picture_type(data: bytes) -> bytes:
    """The media type of a cover."""
    return b"image/png" if data.startswith(b"\x89PNG") else b"image/jpeg"


def _picture(data: bytes) -> bytes:
    return _frame(b"APIC", b"\x00" + picture_type(data) + b"\0\x03\0" + data)


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, b"\x01" + _wide(text))


def _address(url: str) -> bytes:
    """A URL as the tag takes it: letters that are not ASCII percent-encoded, what is encoded already left alone."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]").encode("ascii")


def _user(name: bytes, description: str, value: str) -> bytes:
    return _frame(name, b"\x01" + _wide(description) + b"\0\0" + _wide(value))


def _wide(text: str) -> bytes:
    """UTF-16 with its byte-order mark, without zeros that would end the text early."""
    return b"\xff\xfe" + text.replace("\0", "").encode("utf-16-le", "replace")


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _synchsafe(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
