"""Configurations of web servers that serve public/ by the rules that our own server keeps.

Types and caching come from the table that it uses itself. Moved and closed feeds are read from the public folder, so a
configuration is printed again when a show moves or closes.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from audiopress.errors import PublishError
from audiopress.publish.places import CHAPTERS, FOREVER, SHORT, kinds
from audiopress.publish.server import ALWAYS, COMPRESSED, METHODS, POLICY, PREFLIGHT, SAFE

_HASHED: Final = r"-[0-9a-f]{8,}\.json$"
_HEAD: Final = """\
# audiopress serve --print {name}: {folder} as {base}
# Print it again when a show moves (new_feed_url) or closes (closed = true).
"""


def configuration(name: str, public: Path, base_url: str) -> str:
    """The configuration of `caddy` or `nginx` for a public folder seen at `base_url`.

    Raises PublishError where a path or address holds what means something else in such a file.
    """
    folder = public.resolve()
    base = urlsplit(base_url)
    for told, where in ((str(folder), "public"), (base_url, "base_url")):
        if re.search(r"""["'`\\$;{}\s#]""", told):
            raise PublishError(
                "a web server's configuration cannot name it: it holds a space or one of \" ' ` \\ $ ; { } #",
                where=f"{where}: {told}",
                hint="serve a folder with a plain name, or point a link with one at it",
            )
    feeds = dict(_feeds(folder))
    lines = _caddy(folder, base_url, feeds) if name == "caddy" else _nginx(folder, base_url, feeds)
    return _HEAD.format(name=name, folder=folder, base=base.geturl()) + "\n".join(lines) + "\n"


def _feeds(public: Path) -> Iterator[tuple[str, str]]:
    """Shows whose feed moved, with the address; with nothing where it is closed."""
    for path in sorted(public.glob("*/status.json")):
        try:
            status = json.loads(path.read_bytes())
            code, location = status["status"], status.get("location", "")
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise PublishError(
                f"it does not say what became of the feed: {error}", where=str(path), hint="audiopress publish"
            ) from None
        if code == 410:
            yield path.parent.name, ""
        elif code == 301:
            # Neither server may take a part of the address for a variable or for the end of the line.
            yield path.parent.name, quote(str(location), safe=SAFE.replace("$", "").replace(";", "").replace("'", ""))


def _types() -> dict[str, list[str]]:
    """Type to endings, without dots."""
    found: dict[str, list[str]] = {}
    for suffix, how in kinds().items():
        found.setdefault(how.mime, []).append(suffix[1:])
    return found


def _forever() -> str:
    return "|".join(suffix[1:] for suffix, how in kinds().items() if how.cache == FOREVER)


def _packed() -> list[str]:
    """Types that are compressed, without what follows them."""
    found = {how.mime.partition(";")[0] for how in kinds().values()} | {CHAPTERS.partition(";")[0]}
    return sorted(one for one in found if one.startswith(COMPRESSED))


def _nginx(folder: Path, base_url: str, feeds: Mapping[str, str]) -> Iterator[str]:
    base = urlsplit(base_url)
    host = base.hostname or ""
    packed = [one for one in _packed() if one != "text/html"]
    yield f"""\
# For the http block, for instance as a file in /etc/nginx/conf.d/.
map $uri $audiopress_fresh {{
  default "{SHORT}";
  "~\\.({_forever()})$" "{FOREVER}";
  "~{_HASHED}" "{FOREVER}";
}}
map $status $audiopress_cache {{ default $audiopress_fresh; "~^[45]" "no-cache"; }}
map $uri $audiopress_policy {{ default ""; "~(/|\\.html)$" "{POLICY}"; }}
map $status $audiopress_allow {{ default ""; "204" "{METHODS}"; "405" "{METHODS}"; }}
map $request_method $audiopress_methods {{ default ""; OPTIONS "{METHODS}"; }}
map $request_method $audiopress_headers {{ default ""; OPTIONS "{PREFLIGHT}"; }}
map $request_method $audiopress_age {{ default ""; OPTIONS "86400"; }}

server {{"""
    if base.scheme == "https":
        yield f"""\
  listen 80;
  # TLS: `certbot --nginx -d {host}` adds the lines for port 443."""
    else:
        yield f"  listen {base.port or 80};"
    if not _number(host):
        yield f"  server_name {host};"
    yield """
  types {"""
    for mime, endings in _types().items():
        yield f"    {mime.partition(';')[0]} {' '.join(endings)};"
    yield f"""\
  }}
  default_type application/octet-stream;
  charset utf-8;
  charset_types text/css text/javascript {" ".join(one for one in packed if one not in {"text/css", "text/javascript"})};
  gzip on;
  gzip_vary on;
  gzip_proxied any;
  gzip_types {" ".join(packed)};
  max_ranges 1;

  # An ETag alone: some apps send no validator at all when they hold an old date.
  if_modified_since off;
  add_header Last-Modified "";
  add_header Cache-Control $audiopress_cache always;
  add_header Content-Security-Policy $audiopress_policy always;
  add_header Allow $audiopress_allow always;
  add_header Access-Control-Allow-Methods $audiopress_methods always;
  add_header Access-Control-Allow-Headers $audiopress_headers always;
  add_header Access-Control-Max-Age $audiopress_age always;"""
    for key, value in ALWAYS.items():
        yield f'  add_header {key} "{value}" always;'
    yield f"""
  if ($request_method = OPTIONS) {{ return 204; }}
  if ($request_method !~ ^(GET|HEAD|OPTIONS)$) {{ return 405; }}
  # A folder without a page of its own would be 403, which says that it is there.
  error_page 403 404 =404 {base.path}404.html;
  absolute_redirect off;

  location {base.path} {{
    alias {folder}/;
    index index.html;
    location ~ /\\. {{ return 404; }}
    location ~ /chapters-[0-9a-f]+\\.json$ {{ types {{}} default_type {CHAPTERS.partition(";")[0]}; {_within(folder, base.path)} }}"""
    for show, location in feeds.items():
        if location:
            yield f'    location = {base.path}{show}/feed.xml {{ return 301 "{location}"; }}'
        else:
            yield f'    location ~ "^{re.escape(base.path + show)}/feed(-[0-9]+)?\\.xml$" {{ return 410; }}'
    yield "  }\n}"


def _within(folder: Path, path: str) -> str:
    """A location by expression forgets the alias of the one around it; the root says the same where nothing is cut off."""
    return f"root {folder};" if path == "/" else f"rewrite ^{re.escape(path)}(.*)$ /$1 break; root {folder};"


def _caddy(folder: Path, base_url: str, feeds: Mapping[str, str]) -> Iterator[str]:
    base = urlsplit(base_url)
    yield f"{base.scheme}://{base.netloc} {{"
    for key, value in ALWAYS.items():
        yield f'  header {key} "{value}"'
    yield """\
  # An ETag alone: some apps send no validator at all when they hold an old date.
  request_header -If-Modified-Since
  header -Last-Modified
  @head method HEAD
  request_header @head -Range
  encode {
    gzip
    match {"""
    for mime in _packed():
        yield f"      header Content-Type {mime}*"
    yield f"""\
    }}
  }}

  handle_path {base.path}* {{
    root * {folder}
    route {{
      @options method OPTIONS
      handle @options {{
        header Allow "{METHODS}"
        header Access-Control-Allow-Methods "{METHODS}"
        header Access-Control-Allow-Headers "{PREFLIGHT}"
        header Access-Control-Max-Age 86400
        respond 204
      }}
      @write not method GET HEAD
      handle @write {{
        header Allow "{METHODS}"
        respond 405
      }}
      @hidden path_regexp /\\.
      error @hidden 404"""
    for number, (show, location) in enumerate(feeds.items()):
        if location:
            yield f"      @moved{number} path /{show}/feed.xml"
            yield f"      redir @moved{number} {location} 301"
        else:
            yield f"      @closed{number} path_regexp ^/{re.escape(show)}/feed(-[0-9]+)?\\.xml$"
            yield f'      respond @closed{number} "This podcast has ended." 410'
    yield f"""\
      header Cache-Control "{SHORT}"
      @forever path_regexp (\\.({_forever()})|-[0-9a-f]{{8,}}\\.json)$
      header @forever Cache-Control "{FOREVER}"
      @page path */ *.html
      header @page Content-Security-Policy "{POLICY}\""""
    for number, (mime, endings) in enumerate(_types().items()):
        yield f"      @type{number} path {' '.join(f'*.{one}' for one in endings)}"
        yield f'      header @type{number} Content-Type "{mime}"'
        if mime.startswith(COMPRESSED):
            yield f"      header @type{number} Vary Accept-Encoding"
    yield f"""\
      @chapters path_regexp /chapters-[0-9a-f]+\\.json$
      header @chapters Content-Type "{CHAPTERS}"
      file_server
    }}
  }}

  handle_errors {{
    header Cache-Control no-cache
    @missing expression {{http.error.status_code}} == 404
    handle @missing {{
      root * {folder}
      rewrite * /404.html
      header Content-Type "text/html; charset=utf-8"
      header Content-Security-Policy "{POLICY}"
      file_server
    }}
  }}
}}"""


def _number(host: str) -> bool:
    """Whether a host is an address and no name: a server answers to it whatever it is called."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
