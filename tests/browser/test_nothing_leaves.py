"""No form of the site sends anything by itself: without scripts, in the moment before they run, under any headers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.policy_headers import frame_policy, strict_policy
from site_src.builder.pages import forms
from tests.browser.person import PATIENCE
from tests.browser.typed import FIGURE, Heard, documents, html_of, kinds

Start = Callable[..., SiteServer]
META = """<meta http-equiv="Content-Security-Policy" content="form-action 'none'">"""
PRESSED = 'button:not([type="button"]), input[type="submit"], input[type="image"]'


def test_no_form_in_any_page_can_send_its_fields(site: Path) -> None:
    """`dialog` sends nothing outside of a dialog; a button or field that names another method would take its place."""
    wrong = []
    for page, elements in documents(site):
        for tag, one in elements:
            if tag == "form" and (one.get("method") != "dialog" or "action" in one):
                wrong.append(f"{page}: {one}")
            if tag == "dialog" or {"formmethod", "formaction", "formtarget"} & set(one):
                wrong.append(f"{page}: <{tag}> {one}")
    assert not wrong


def test_every_page_with_a_form_forbids_sending_whatever_the_headers_are(site: Path) -> None:
    for page, elements in documents(site):
        names = [tag for tag, _ in elements]
        if page.endswith(".htm") or "form" not in names:
            continue
        policies = [
            (at, one) for at, (tag, one) in enumerate(elements) if tag == "meta" and one.get("http-equiv") == "Content-Security-Policy"
        ]
        assert [one["content"] for _, one in policies] == ["form-action 'none'"], page
        assert policies[0][0] < min(names.index("form"), names.index("script")), page


def test_the_headers_forbid_it_as_well(site: Path) -> None:
    for policy in (strict_policy(site), frame_policy()):
        assert "form-action 'none'" in policy.split("; ")


@pytest.mark.parametrize("layer", ["the method alone", "the policy in the page alone"])
def test_each_of_both_ways_holds_by_itself(page: Page, site: Path, site_server: Start, layer: str) -> None:
    """As in a browser that does not know the other one; the server names no policy."""
    for kind in kinds(site):
        html = html_of(site, kind)
        left = html.replace(META, "") if layer == "the method alone" else html.replace('method="dialog"', "")
        assert left != html
        server = site_server(policy="", extra={kind.page.split("?")[0]: left.encode()})
        heard = Heard(page.context)
        page.goto(server.url + kind.page)
        before = len(heard.visits)
        page.evaluate(
            """(figure) => { for (const form of document.forms) {
            for (const input of form.querySelectorAll('input[type="text"]')) input.value = figure;
            form.submit(); } }""",
            FIGURE,
        )
        page.wait_for_timeout(200)
        assert (heard.visits[before:], heard.carrying()) == ([], []), kind
        assert FIGURE not in page.url


def unfold(page: Page) -> None:
    """Opens what is folded, which needs no script."""
    for summary in page.locator("form details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def typed_into(page: Page) -> list[Locator]:
    """A figure in every field that a person can see, in each form."""
    fields = [one for one in page.locator('form input[type="text"]').all() if one.is_visible()]
    for field in fields:
        field.fill(FIGURE)
    return fields


def test_without_javascript_nothing_is_sent_and_everything_stays(browser: Browser, site: Path, site_server: Start) -> None:
    server = site_server(policy="")
    for kind in kinds(site):
        with browser.new_context(java_script_enabled=False) as context:
            page = context.new_page()
            page.goto(server.url + kind.page)
            address, heard = page.url, Heard(context)
            unfold(page)
            fields = typed_into(page)
            for field in fields:
                field.press("Enter")
            for choice in page.locator('form input[type="radio"]').all():
                if choice.is_visible():
                    choice.press("Enter")
            buttons = [one for one in page.locator(f'form :is({PRESSED}):not([type="reset"])').all() if one.is_visible()]
            for button in buttons:
                button.click()
            page.wait_for_timeout(100)
            assert (heard.visits, heard.carrying(), page.url) == ([], [], address), kind
            assert [field.input_value() for field in fields] == [FIGURE] * len(fields), kind
            assert buttons or "<subsidy-calculator" not in html_of(site, kind)


def test_a_figure_typed_before_the_script_runs_is_kept_and_answered(page: Page, site: Path, site_server: Start) -> None:
    """The script is held back, as on a slow line: typed, Enter, and only then it comes."""
    some = [kind for kind in kinds(site) if "<subsidy-calculator" in html_of(site, kind)]
    assert some
    for kind in some:
        server = site_server(faults={name: Fault(hang=3) for name in ("calculator.js", "embed_frame.js")})
        page.goto(server.url + kind.page, wait_until="commit")
        page.wait_for_function("() => document.readyState === 'interactive'")
        say = forms.words(kind.lang)
        none_yet = re.compile("|".join(map(re.escape, (say["page"]["waiting"], say["script"]["queued"], say["script"]["working"]))))
        unfold(page)
        field = page.locator('subsidy-calculator form input[type="text"]').first
        address, heard = page.url, Heard(page.context)
        field.fill(FIGURE)
        field.press("Enter")
        assert page.evaluate("() => customElements.get('subsidy-calculator') === undefined")
        root = page.locator("subsidy-calculator").first
        expect(root.locator("output")).not_to_have_text(none_yet, timeout=PATIENCE)
        assert field.input_value() == FIGURE
        assert not heard.visits and not heard.carrying(), kind
        assert page.url.split("#")[0] == address
