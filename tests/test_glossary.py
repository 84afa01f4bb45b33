"""Terms are marked where they first stand on a page: the longest first, whole words in English, and nothing else of the page changes."""

import re

import pytest

from calculator.text import Text
from site_src.builder.law.policy import Policy, Term
from site_src.builder.pages.terms import SHORTEST, mark

TERMS = (
    Term(id="power", zh="算力", en="computing power", official=True, says=Text("处理数据的能力", 'the "capacity" to compute')),
    Term(id="voucher", zh="算力券", en="computing power voucher", official=False, says=Text("一种凭证", "a voucher")),
    Term(id="rent", zh="租金", en="rent", official=False, says=Text("房租", "what is paid for a place")),
)


def marked(body: str, lang: str = "zh") -> str:
    page = f'<nav>算力 rent</nav><article class="md-content__inner md-typeset">{body}</article><footer>算力 rent</footer>'
    found = mark(page, TERMS, lang, "../../")
    assert found.startswith("<nav>算力 rent</nav>") and found.endswith("<footer>算力 rent</footer>")
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", found) == page, "nothing else changes"
    return found


def ids(page: str) -> list[str]:
    return re.findall(r'glossary/#([\w-]+)"', page)


def test_only_the_first_use_is_marked_and_the_longest_term_first() -> None:
    page = marked("<p>算力券与算力，算力券又一次，算力</p>")
    assert ids(page) == ["voucher", "power"]
    assert '<p><a class="term" href="../../glossary/#voucher" data-tap data-says="一种凭证">算力券</a>与<a' in page


def test_english_is_found_in_whole_words_whatever_the_case() -> None:
    assert ids(marked("<p>Current parents, rental, rent-free: Rent.</p>", "en")) == ["rent"]
    page = marked("<p>Computing Power Voucher; computing\npower; COMPUTING POWER</p>", "en")
    assert ids(page) == ["voucher", "power"] and ">Computing Power Voucher</a>" in page
    assert 'data-says="the &quot;capacity&quot; to compute"' in page


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="x">算力</h2>',
        '<a href="#y"><span>算力</span></a>',
        "<form><p>算力</p></form>",
        '<div class="calculator"><p>算力</p></div>',
        "<button>算力</button>",
        '<p lang="en">算力</p>',
        "<!-- 算力 --><img alt='算力'>",
        '<svg><text>算力</text></svg><script>"算力"</script>',
    ],
)
def test_links_headings_forms_and_the_other_language_are_passed_over(body: str) -> None:
    assert ids(marked(body)) == []
    assert ids(marked(body + "<p>算力</p>")) == ["power"], "and do not count as the first use"


def test_entities_lines_and_void_tags_do_not_shift_the_place() -> None:
    page = marked("<p>甲 &amp; 乙<br>\n丙&nbsp;\u2028算力<img src='a'>租金</p>")
    assert ids(page) == ["power", "rent"] and "\u2028<a" in page


def test_every_term_of_the_glossary_is_found_as_it_is_written(policy: Policy) -> None:
    for lang in ("zh", "en"):
        for term in policy.glossary:
            words = term.en if lang == "en" else term.zh
            page = mark(f'<article class="md-content__inner"><p>{words}</p></article>', policy.glossary, lang)
            assert bool(ids(page)) is (len(term.zh) >= SHORTEST), words
