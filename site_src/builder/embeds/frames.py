"""What others' pages take from here: the loader, and one page for each benefit that stands in a frame of theirs.

site/embed.js                    the newest loader; embed@1.js … every published one
site/embed/<benefit>/index.html  both languages of one calculator
site/data/embed.json             the loaders with their hashes, for programs
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from calculator.benefit import Benefit
from calculator.text import LANGUAGES
from site_src.builder.embeds import loaders
from site_src.builder.law.policy import Policy
from site_src.builder.pages import forms
from site_src.builder.pages.pages import environment
from site_src.builder.replacing import replace_folder
from site_src.builder.views.views import Views
from site_src.builder.wording import words

ROOT = "../../"  # from a frame's page to the root of the site


def build_embeds(policy: Policy, site: Path, assets: Mapping[str, str]) -> None:
    """Writes all of it. `assets`: each file's name to its address below the root, with its version.

    Raises `loaders.LoaderChanged` when the loader's source gives something else than what is published under its version."""
    loaders.check_newest()
    newest, *_ = known = loaders.published()
    (site / loaders.NEWEST).write_bytes(newest.code)
    for loader in known:
        (site / loader.name).write_bytes(loader.code)
    record = {
        "loader": loaders.NEWEST,
        "versions": [{"file": one.name, "integrity": one.integrity, "bytes": len(one.code)} for one in known],
        "frame": "embed/{benefit}/?lang={lang}&theme={theme}&accent={accent}",
        "values": {"lang": list(LANGUAGES), "theme": ["auto", "light", "dark"], "accent": "rgb | rrggbb"},
    }
    (site / "data").mkdir(parents=True, exist_ok=True)
    (site / "data" / "embed.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for id, text in frames(policy, assets).items():
            (Path(folder) / id).mkdir()
            (Path(folder) / id / "index.html").write_text(text, encoding="utf-8")
        replace_folder(site / "embed", Path(folder))


def frames(policy: Policy, assets: Mapping[str, str]) -> dict[str, str]:
    """The page of each benefit, by its id."""
    env = environment()
    env.globals["calculator_form"] = form
    template = env.get_template("embed.html.j2")
    views = Views(policy)
    context: dict[str, Any] = {
        "policy": policy,
        "rules": policy.rules["hash"],
        "words": {lang: words(lang) for lang in LANGUAGES},
        "root": ROOT,
        "assets": assets,
    }
    return {id: template.render(record=entry.record, entry=entry, **context) for id, entry in views.entries.items()}


def form(benefit: Benefit, lang: str) -> forms.Form:
    """The form of a benefit, with the words for a page that has no example and no table beside it."""
    plain = forms.view(benefit, lang)
    say = words(lang)["embed"]["frame"]
    page = plain.words["page"] | {"no_script": say["no_script"], "no_script_command": "", "late": say["late"]}
    script = plain.words["script"] | {"failure_keep": say["keep"]}
    return replace(plain, words=plain.words | {"page": page, "script": script}, also=_also() if lang == "zh" else None)


def _also() -> dict[str, str]:
    """English, for the page as it is without scripts, which is Chinese whatever its address asks for."""
    say = words("en")["embed"]["frame"]
    return {"lang": words("en")["lang_tag"], "late": say["late"], "no_script": say["no_script"]}
