"""Web addresses: which words are kept whole as URLs."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from engine.lang.char_classes import ALPHA_LOWER

# Generic and country domains of two to four letters that are common in text.
TOP_LEVEL_DOMAINS = frozenset(
    (
        "com org edu gov net mil aero asia biz cat coop info int jobs mobi museum name pro tel travel xyz icu xxx "
        "ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by "
        "bz ca cc cd cf cg ch ci ck cl cm cn co cr cs cu cv cx cy cz dd de dj dk dm do dz ec ee eg eh er es et eu fi "
        "fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io "
        "iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh "
        "mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl "
        "pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sy sz tc td "
        "tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
    ).split()
)

# A scheme or a host with a domain of letters, then port, path and query. Hosts follow RFC 1123, with the letters and
# symbols of the basic plane that RFC 3987 allows; addresses of private networks (RFC 1918, 3927) are no URLs.
_INNER = r"A-Za-z0-9\u00a1-\uffff"
URL_PATTERN = (
    r"^(?:(?:[\w+\-.]{2,})://)?"  # scheme
    r"(?:\S+(?::\S*)?@)?"  # user
    r"(?:"
    r"(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})"
    r"(?!172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})"
    r"(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}"
    r"\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4])"  # IPv4 address
    r"|"
    rf"(?:[{_INNER}][{_INNER}_-]{{0,62}}\.)*"
    rf"(?:[{_INNER}][{_INNER}_-]{{0,62}}?)?[{_INNER}]"
    rf"\.[a-z{ALPHA_LOWER}]{{2,63}}"  # domain
    r")"
    r"(?::\d{2,5})?"  # port
    r"(?:[/?#]\S*)?$"  # path, query, fragment
)


@functools.cache
def url_pattern() -> re.Pattern[str]:
    """The compiled pattern: it takes longer than most imports, and pipelines that are loaded bring their own."""
    return re.compile(URL_PATTERN)


def __getattr__(name: str) -> Any:
    if name == "url_match":
        return url_pattern().match
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class UrlMatch:
    """Class attribute whose value is `url_match`."""

    def __get__(self, instance: Any, owner: type) -> Callable[[str], Any]:
        return url_pattern().match
