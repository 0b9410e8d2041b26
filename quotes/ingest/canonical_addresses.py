"""Canonical addresses: one spelling for all addresses of one article. Pure.

Own code rather than a library of addresses: what it makes is stored as a key, and must
not change with a version of somebody else's.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urlsplit,
    urlunsplit,
)

_TRACKING = re.compile(
    r"(?:utm_\w+|pk_\w+|mtm_\w+|hsa_\w+|at_(?:medium|campaign|custom\d|link\w*)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id"
    r"|_ga|_gl|_hs(?:enc|mi)|ns_(?:campaign|mchannel|source|linkname|fee)"
    r"|cmpid|cmp|ocid|ncid|smid|smtyp|taid|xtor|guccounter|guce_\w+|sr_share|s_cid"
    r"|__twitter_impression|ref_src|ref_url|share|soc_(?:src|trk)|amp(?:_\w+)?)",
    re.IGNORECASE,
)
"""Parameters that say how a reader came, never what is read."""

_AMP_VALUES = {("outputtype", "amp"), ("output", "amp"), ("mode", "amp")}
_HOST_PREFIX = re.compile(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?:/index\.html?)?/?$|^/amp(?=/)|\.amp(?=(?:\.html?)?$)")
_CACHE = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]+/amp|[^/]+\.cdn\.ampproject\.org/[cvi])"
    r"/(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+/.*)$",
    re.IGNORECASE,
)
_PORTS = {("http", 80), ("https", 443)}
_SAFE = "!$&'()*+,;=:@/~-._"


@lru_cache(maxsize=2_000)
def canonical_address(url: str) -> str:
    """Return the one spelling of ``url`` under which its article is known.

    Left out: the scheme (all are https), “www.”, “m.” and “amp.” before the host, the
    usual port, parameters by which visits are counted, the fragment (but for “#!…”, by
    which some sites tell their pages apart), a final slash, and what makes the page for
    AMP of an article; a copy in the cache of AMP is the article itself. Parameters are
    sorted, percent signs and hosts spelled in one way. An address that cannot be taken
    apart is returned as it is.
    """
    url = url.strip()
    if cached := _CACHE.match(url):
        url = f"https://{cached['rest']}"
    try:
        parts = urlsplit(url)
        host = _host_of(parts)
    except ValueError:
        return url
    path = _AMP_PATH.sub("", _path_of(parts.path))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    query = _query_of(parts.query)
    return urlunsplit(("https", host, path.rstrip("/") or "/", query, fragment))


def key_of(url: str) -> str:
    """Return 32 hexadecimal digits by which the canonical address is looked up."""
    address = canonical_address(url).encode(errors="surrogatepass")
    return hashlib.blake2b(address, digest_size=16).hexdigest()


def trusted_canonical(url: str | None, told: str | None) -> str | None:
    """Return the address that a page at ``url`` tells of itself, where it may be one.

    Some sites name their front page, or another site, on every page: an address
    without a path, and one of another host, is nobody's own. None then.
    """
    if not told:
        return None
    own = urlsplit(canonical_address(told))
    if own.path == "/" and not own.query:
        return None
    if url and urlsplit(canonical_address(url)).netloc != own.netloc:
        return None
    return told


def keys_of(url: str | None, told: str | None = None) -> list[str]:
    """Return the keys of an article's address and of the one that its page tells."""
    addresses = (url, trusted_canonical(url, told))
    return list(dict.fromkeys(key_of(address) for address in addresses if address))


def _host_of(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode()
    host = _HOST_PREFIX.sub("", host)
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    usual = port is None or (parts.scheme.lower(), port) in _PORTS
    return host if usual else f"{host}:{port}"


def _path_of(path: str) -> str:
    path = quote(
        unquote(path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape"
    )
    if "/." in path or "//" in path:
        path = posixpath.normpath(path)
    return "/" + path.lstrip("/")


def _query_of(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
        and (name.lower(), value.lower()) not in _AMP_VALUES
    ]
    return urlencode(sorted(kept))
