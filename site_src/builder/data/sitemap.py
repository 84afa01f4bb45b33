"""The sitemap of both languages together: each page with the same page in the other language beside it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from calculator.text import LANGUAGES
from site_src.builder.wording import words


def sitemap(paths: Iterable[str], site_url: str) -> str:
    """As sitemaps.org has it, with alternates. `paths`: the pages' addresses below a language; `site_url` ends with a slash."""
    entries = "".join(_entries(path, site_url) for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _entries(path: str, site_url: str) -> str:
    addresses = {words(lang)["lang_tag"]: f"{site_url}{lang}/{path}" for lang in LANGUAGES}
    named = addresses | {"x-default": site_url if not path else next(iter(addresses.values()))}
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(address)}"/>' for tag, address in named.items())
    return "".join(f"<url><loc>{escape(address)}</loc>{links}</url>\n" for address in addresses.values())
