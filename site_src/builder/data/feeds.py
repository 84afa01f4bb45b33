"""The Atom feeds of changes, one for each language; they exist only where the site's address is known."""

from __future__ import annotations

from html import escape

from site_src.builder.data.files import CHANGES
from site_src.builder.law.changes import Change
from site_src.builder.wording import both, words

_MIDNIGHT = "T00:00:00+08:00"  # of a day in Shenzhen


def feed(changes: tuple[Change, ...], lang: str, site_url: str) -> str:
    """The feed as RFC 4287 has it; `site_url` ends with a slash. The feed's own address is its id, that of a change its place on
    the data page."""
    page = f"{site_url}{lang}/data/"
    here = f"{site_url}data/{CHANGES.format(lang=lang)}"
    tag = words(lang)["lang_tag"]
    entries = "".join(_entry(change, lang, f"{page}#change-{change.id}") for change in changes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">\n'
        f"<title>{_text(both('site_name')[lang])}{_text(both('colon')[lang])}{_text(both('data.changes')[lang])}</title>\n"
        f"<id>{_text(here)}</id>\n<updated>{changes[0].date}{_MIDNIGHT}</updated>\n"
        f"<author><name>{_text(both('site_name')[lang])}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(here)}"/>\n'
        f'<link rel="alternate" type="text/html" hreflang="{tag}" href="{escape(page)}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(change: Change, lang: str, address: str) -> str:
    day = f"{change.date}{_MIDNIGHT}"
    return (
        f"<entry><title>{_text(change.title[lang])}</title><id>{_text(address)}</id>"
        f'<link rel="alternate" type="text/html" href="{escape(address)}"/>'
        f"<published>{day}</published><updated>{day}</updated>"
        f'<category term="{escape(change.edition)}"/><summary>{_text(change.says[lang])}</summary></entry>\n'
    )


def _text(text: str) -> str:
    return escape(text, quote=False)
