"""The site's pages keep the strict policy that the server sends; what stands inside them is allowed by its hash alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_src.builder.hosting.policy_headers import strict_policy

# Heard before anything of the page runs.
LISTEN = """window.broken = []; document.addEventListener("securitypolicyviolation",
  (event) => window.broken.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`))"""


def kinds(site: Path) -> list[str]:
    """One page of each kind, in both languages."""
    article = next(path.name for path in sorted((site / "zh" / "articles").iterdir()) if path.is_dir())
    names = ["", "articles/", f"articles/{article}/", "benefits/", "text/", "glossary/", "method/", "about/", "apply/"]
    return ["", *(f"{lang}/{name}" for lang in ("zh", "en") for name in names if (site / lang / name).exists())]


def test_no_page_breaks_the_policy(page: Page, site: Path, site_url: Callable[..., str]) -> None:
    page.add_init_script(LISTEN)
    found = {}
    for name in kinds(site):
        page.goto(site_url() + name, wait_until="load")
        if broken := page.evaluate("() => window.broken"):
            found[name] = broken
    assert not found


@pytest.mark.parametrize("word", ["'unsafe-inline'", "'unsafe-eval'", "http"])
def test_the_policy_stays_strict(site: Path, word: str) -> None:
    policy = strict_policy(site)
    assert word not in policy
    assert len(policy) < 2000, "some hosts cut longer header lines"
