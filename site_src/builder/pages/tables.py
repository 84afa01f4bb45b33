"""What the page for whole tables needs of the law: its benefits by chapter, and the words of its script."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from calculator.batch.door import FIRST, WRONG
from calculator.text import Text
from site_src.builder.pages import forms
from site_src.builder.runtime.rules import rule_archives
from site_src.builder.views.views import Entry, Views
from site_src.builder.wording import words


class Tables:
    """The page for whole tables in both languages. `first`: how many rows it lists."""

    first = str(FIRST)

    def __init__(self, views: Views):
        self.views = views

    @cached_property
    def chapters(self) -> list[tuple[Text, list[Entry]]]:
        """The benefits in the order of the law, under the headings of its chapters."""
        views = self.views
        found = [
            (chapter.heading, [views.entries[one.id] for number in chapter.articles for one in views.articles[number].benefits])
            for chapter in views.policy.chapters
        ]
        return [(heading, entries) for heading, entries in found if entries]

    def data(self, lang: str) -> dict[str, Any]:
        """All that the page's script needs and does not find in the page itself."""
        own = words(lang)["batch"]["script"]
        joints = {key: words(lang)[key] for key in ("semicolon", "full_stop")}
        return {"lang": lang, "wrong": WRONG, "rules": rule_archives().of_tables, "words": forms.words(lang)["script"] | own | joints}
