"""What the site holds for others' pages, as files: the loaders, a page for each benefit, the headers and their recipes."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculator import catalogue
from site_src.builder.embeds import loaders
from site_src.builder.hosting.header_recipes import HEADERS
from site_src.builder.hosting.policy_headers import PIECES, frame_policy, headers_for, strict_policy
from site_src.builder.law import policy as law
from site_src.builder.pages.embeds import SANDBOX
from site_src.builder.pages.pages import build_pages
from tests.browser.markup import Markup
from tests.browser.test_accessibility import violations
from tests.browser.test_embed import PATIENCE
from tests.browser.watch import LANGUAGES

STRICT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'"
)


def halves(text: str) -> dict[str, str]:
    """The page as it stands in each language: one of the two mains, never both."""
    before, template, rest = re.split(r'(<template data-lang="en">.*</template>)', text, maxsplit=1, flags=re.DOTALL)
    english = template.removeprefix('<template data-lang="en">').removesuffix("</template>")
    return {"zh": before + rest, "en": re.sub("<main.*</main>", lambda _: english, before, flags=re.DOTALL) + rest}


def test_the_loader_is_at_most_a_kilobyte_and_each_published_one_is_there_with_its_hash(site: Path) -> None:
    record = json.loads((site / "data" / "embed.json").read_text(encoding="utf-8"))
    known = loaders.published()
    assert [(one["file"], one["integrity"]) for one in record["versions"]] == [(one.name, one.integrity) for one in known]
    assert [one.version for one in known] == list(range(len(known), 0, -1)), "none is ever taken away"
    for one in known:
        assert (site / one.name).read_bytes() == one.code
        assert len(gzip.compress(one.code, compresslevel=9, mtime=0)) <= 1000
        assert SANDBOX.encode() in one.code
    assert (site / record["loader"]).read_bytes() == known[0].code
    loaders.check_newest()
    for lang in LANGUAGES:
        page = (site / lang / "embed" / "index.html").read_text(encoding="utf-8")
        assert all(one.integrity in page and one.name in page for one in known)


def test_a_changed_loader_is_not_published_under_an_old_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "embed@1.js").write_bytes(b"// as it was")
    monkeypatch.setattr(loaders, "FOLDER", tmp_path)
    with pytest.raises(loaders.LoaderChanged, match=re.escape("embed@1.js")):
        loaders.check_newest()
    assert loaders.publish().name == "embed@2.js"
    assert loaders.publish().name == "embed@2.js", "once"
    assert (tmp_path / "embed@1.js").read_bytes() == b"// as it was"
    loaders.check_newest()


@pytest.mark.parametrize("id", catalogue.ids())
def test_each_benefit_has_its_page_in_both_languages(site: Path, id: str) -> None:
    file = site / "embed" / id / "index.html"
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=", text), "nothing inline"
    for lang, half in halves(text).items():
        page = Markup(half)
        assert len(page.ids) == len(set(page.ids))
        live = f'<subsidy-calculator benefit="{id}" lang="{lang}" state="idle"'
        assert (live in half) == catalogue.benefit(id).calculator
        for link in page.links:
            path, _, fragment = link.partition("#")
            there = (file.parent / path).resolve() / "index.html" if path else None
            ids = Markup(there.read_text(encoding="utf-8")).ids if there else page.ids
            assert fragment in ids, link
        for address in page.loads:
            assert (file.parent / address.split("?")[0]).resolve().is_file(), address


# ---- headers


def test_the_pages_for_frames_are_under_exactly_the_strict_policy() -> None:
    assert frame_policy() == f"{STRICT}; base-uri 'none'; form-action 'none'; frame-ancestors *"
    assert "frame-ancestors 'self'" in strict_policy()
    for path in ("", "zh/", "zh/embed/", "en/embed/index.html", "assets/worker-1a2b3c4d5e6f.js", "404.html", "embed.js"):
        assert "frame-ancestors 'self'" in headers_for(path, strict_policy())["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "open_to_all", "kept"),
    [
        ("embed.js", True, False),
        ("embed@1.js", True, True),
        ("data/catalogue.json", True, False),
        ("embed/x/", False, False),
        ("zh/embed/", False, False),
        ("runtime/a/b.wasm", False, True),
        ("assets/embed-1a2b3c4d5e6f.css", False, True),
        ("en/plan/all--benefits-1a2b3c4d5e6f.htm", False, True),
        ("en/plan/all--benefits.htm", False, False),
    ],
)
def test_the_headers_of_each_kind_of_file(path: str, open_to_all: bool, kept: bool) -> None:
    headers = headers_for(path, "p")
    assert (headers.get("Access-Control-Allow-Origin") == "*") == open_to_all
    assert ("immutable" in headers["Cache-Control"]) == kept
    assert "immutable" not in headers_for(path, "p", 404)["Cache-Control"]


def blocks(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = here = {}
        else:
            name, _, value = line.strip().partition(": ")
            here[name] = value
    return found


def test_no_file_falls_under_two_policies_in_the_recipe_for_static_hosts(site: Path) -> None:
    """These hosts join the values of all blocks that fit: two policies would both hold."""
    found = blocks((site / HEADERS).read_text(encoding="utf-8"))
    policy = strict_policy(site)
    for file in site.rglob("*"):
        if file.is_dir() or file.suffix in (".br", ".gz") or file.name.startswith(("_", ".")):
            continue
        path = file.relative_to(site).as_posix()
        fitting = [block for block in found if block == f"/{path}" or (block.endswith("/*") and f"/{path}".startswith(block[:-1]))]
        assert len(fitting) == 1, path
        wanted = headers_for(path, policy)
        if "immutable" not in wanted["Cache-Control"] or re.fullmatch(PIECES, path):  # a piece lies in its page's folder
            del wanted["Cache-Control"]
        assert found[fitting[0]] == wanted, path


@pytest.mark.parametrize("recipe", ["nginx.conf.txt", "Caddyfile.txt", "object-stores.txt"])
def test_the_recipes_carry_the_policies_that_the_tests_run_under(site: Path, recipe: str) -> None:
    text = (site / recipe).read_text(encoding="utf-8")
    assert strict_policy(site) in text and frame_policy() in text and "immutable" in text
    assert "Access-Control-Allow-Origin" in text and not re.search("@[A-Z]+@", text)


# ---- the pages by themselves


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_a_page_for_frames(page: Page, site_url: Callable[..., str], lang: str, scheme: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844} if scheme == "dark" else {"width": 1280, "height": 900})
    found = []
    for address, name, value in (
        (f"embed/hit-smart-hardware/?lang={lang}&theme={scheme}", "product_sales", "2000万元"),
        (
            f"embed/compute-voucher/?lang={lang}&theme={scheme}&accent={'#7a1f5c' if scheme == 'light' else '#ffb3d9'}",
            "annual_compute_spend",
            "9000万元",
        ),
    ):
        page.goto(site_url() + address)
        found += violations(page)
        page.locator(f'[name="{name}"]').first.fill(value)
        expect(page.locator("output[name=amount]")).to_have_attribute("data-outcome", "amount", timeout=PATIENCE)
        page.locator("details:visible").evaluate_all("all => all.forEach((one) => (one.open = true))")
        found += violations(page)
    page.goto(f"{site_url()}embed/{next(id for id in catalogue.ids() if not catalogue.benefit(id).calculator)}/?lang={lang}&theme={scheme}")
    found += violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_that_gives_the_code(browser: object, site_url: Callable[..., str], lang: str, scheme: str) -> None:
    options = {"viewport": {"width": 390, "height": 844} if scheme == "dark" else {"width": 1280, "height": 900}, "color_scheme": scheme}
    with browser.new_context(reduced_motion="reduce", **options) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(f"{site_url()}{lang}/embed/")
        code = page.locator("[data-code=with_loader]")
        expect(code).to_contain_text(f'data-lang="{lang}"')
        assert site_url() in code.inner_text() and "{" not in code.inner_text()
        page.locator("[name=benefit]").select_option("cloud-adoption-subsidy")
        page.locator('.try [name="theme"][value="dark"]').check()
        page.locator("#try-accent").fill("#ffb3d9")
        page.locator("[name=events]").check()
        for text in ('data-subsidy-calculator="cloud-adoption-subsidy"', 'data-theme="dark"', 'data-accent="#ffb3d9"', "data-events"):
            expect(code).to_contain_text(text)
        expect(page.locator("[data-code=with_frame]")).to_contain_text(
            "embed/cloud-adoption-subsidy/?lang=" + lang + "&amp;theme=dark&amp;accent=ffb3d9"
        )
        frame = page.frame_locator(".try__stage iframe")
        expect(frame.locator('subsidy-calculator[benefit="cloud-adoption-subsidy"]')).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".try__heard [role=log] p").first).to_contain_text("subsidy-ready", timeout=PATIENCE)
        assert not violations(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.locator('[data-copy-code="with_frame"]').click()
        expect(page.locator(".snippet__tools [role=status]").nth(2)).not_to_be_empty()


def test_an_article_leads_to_the_code_for_its_calculators(page: Page, site_url: Callable[..., str]) -> None:
    page.goto(f"{site_url()}zh/articles/02-data-and-cloud/")
    page.locator('a[href$="embed/?benefit=cloud-adoption-subsidy"]').click()
    expect(page.locator("[data-code=with_loader]")).to_contain_text('data-subsidy-calculator="cloud-adoption-subsidy"')


def test_the_code_names_the_site_without_scripts_where_its_address_is_known(policy: law.Policy, tmp_path: Path) -> None:
    build_pages(policy, tmp_path, "https://example.com/policy")
    for lang in LANGUAGES:
        text = (tmp_path / lang / "embed.md").read_text(encoding="utf-8")
        assert (
            f"https://example.com/policy/{loaders.published()[0].name}" in text and "<span data-origin>https://example.com</span>" in text
        )
