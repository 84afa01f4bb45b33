"""What the page that gives the code for embedding needs: the loaders with their hashes, and the benefits to choose from by chapter."""

import gzip
import json
from functools import cached_property
from urllib.parse import urlsplit

from calculator.text import LANGUAGES, Text
from site_src.builder.embeds.loaders import Loader, published
from site_src.builder.views.views import Entry, Views
from site_src.builder.wording import words

SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"  # as the loader sets it
_DIV = """\
<div data-subsidy-calculator="{benefit}" data-lang="{lang}"{more}
  data-title="{title}"><a href="{site}{lang}/{path}">{name}</a></div>
"""
_PINNED = """\
<script src="{site}{file}" integrity="{integrity}"
  crossorigin="anonymous" referrerpolicy="no-referrer" async></script>"""
_NEWEST = """\
<script src="{site}embed.js" referrerpolicy="no-referrer" async></script>"""
_FRAME = """\
<iframe src="{site}embed/{benefit}/?lang={lang}{query}" title="{title}"
  width="100%" height="1000" loading="lazy" referrerpolicy="no-referrer"
  sandbox="{sandbox}"></iframe>"""
PATTERNS = {"with_loader": _DIV + _PINNED, "with_newest": _DIV + _NEWEST, "with_frame": _FRAME}  # {…} is filled in, here and in the page
UNKNOWN = "https://example.org"  # stands for the site's origin until a script knows it


class EmbedPage:
    """The page in both languages, made from the same records as the frames."""

    sandbox = SANDBOX

    def __init__(self, views: Views):
        self.views = views
        self.patterns = PATTERNS

    @cached_property
    def loaders(self) -> tuple[Loader, ...]:
        """All published ones, the newest first."""
        return published()

    @property
    def newest(self) -> Loader:
        """The one in the code to copy."""
        return self.loaders[0]

    @property
    def size(self) -> int:
        """What the newest costs on the line: bytes, gzipped."""
        return len(gzip.compress(self.newest.code, compresslevel=9, mtime=0))

    @cached_property
    def chapters(self) -> list[tuple[Text, list[Entry]]]:
        """The benefits with a calculator, in the order of the law, under the headings of its chapters."""
        found = [
            (chapter.heading, [entry for entry in self.offered if entry.article.record.number in chapter.articles])
            for chapter in self.views.policy.chapters
        ]
        return [(heading, entries) for heading, entries in found if entries]

    @cached_property
    def offered(self) -> list[Entry]:
        """The same without the chapters."""
        return [entry for entry in self.views.entries.values() if entry.record.calculator]

    @staticmethod
    def names(entry: Entry) -> str:
        """What a calculator and its frame are called, for each language, as JSON: the page gives code for either."""
        titles = {lang: words(lang)["embed"]["frame"]["title"].format(name=entry.name[lang]) for lang in LANGUAGES}
        return json.dumps({lang: {"name": entry.name[lang], "title": titles[lang]} for lang in LANGUAGES}, ensure_ascii=False)

    @staticmethod
    def origin(address: str) -> str:
        """The origin of a page's address; `UNKNOWN` where the site's address is not known."""
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}" if address else UNKNOWN
