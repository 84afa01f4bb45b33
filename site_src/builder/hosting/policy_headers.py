"""The response headers that the site is made for, by the path of what is asked for.

A policy in a `<meta>` element does not bind a worker, and cannot say who may frame a page, so it has to come as a header,
with the worker's own response too. The recipes that a deployment can take them from: header_recipes.py.
"""

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(rb"<style(?P<attributes>[^>]*)>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(rb"\bsrc\s*=|\btype\s*=\s*[\"']?application/(ld\+)?json", re.IGNORECASE)

FRAMES = r"embed/[^/]+/.*"  # the pages made to stand in others' pages
LOADER = r"embed(@[^/]+)?\.js"
VERSIONS = r"embed@[^/]+\.js"
RUNTIME = r"runtime/.*"
ASSETS = r"assets/.*"
DATA = r"data/.*"
PIECES = r".*-[0-9a-f]{12}\.htm"  # fetched by a page that names their hash (builder/pages/pieces.py)
KEEP = "public, max-age=31536000, immutable"  # for names that change with what they hold
RENEW = "no-cache"


def strict_policy(site: Path | None = None) -> str:
    """The Content-Security-Policy of the site: everything from this site alone, WebAssembly allowed, no `eval`, framed by nobody else.

    With a built site, the scripts and styles that stand inside its pages (the theme has a few) are allowed by their
    hashes; without one, none is.
    """
    pages = [page.read_bytes() for page in site.rglob("*.html")] if site else []
    scripts = " ".join(["'self' 'wasm-unsafe-eval'", *_hashes(pages, _SCRIPT)])
    styles = " ".join(["'self'", *_hashes(pages, _STYLE)])
    # A frame of its own, for the page that shows what an embedded calculator looks like.
    return f"{_policy(scripts, styles)}; form-action 'none'; frame-src 'self'; frame-ancestors 'self'"


def frame_policy() -> str:
    """The policy of the pages that stand in others' pages: nothing inline at all, no form is ever sent, anybody may frame them."""
    return f"{_policy("'self' 'wasm-unsafe-eval'", "'self'")}; form-action 'none'; frame-ancestors *"


def _policy(scripts: str, styles: str) -> str:
    return (
        f"default-src 'none'; script-src {scripts}; worker-src 'self'; connect-src 'self'; style-src {styles}; "
        "img-src 'self' data:; font-src 'self'; base-uri 'none'"
    )


def _hashes(pages: list[bytes], element: re.Pattern[bytes]) -> list[str]:
    """One `'sha256-…'` for each different text of such an element."""
    texts = {found["text"] for page in pages for found in element.finditer(page) if not _NOT_RUN.search(found["attributes"])}
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in texts if text.strip())


def headers_for(path: str, policy: str, status: int = 200) -> dict[str, str]:
    """The headers of a response; `path` relative to the site's root, `policy` the site's own. That a file is missing is never kept."""
    framed = re.fullmatch(FRAMES, path)
    keep = KEEP if re.fullmatch(f"{RUNTIME}|{ASSETS}|{VERSIONS}|{PIECES}", path) and status == 200 else RENEW
    headers = {
        "Content-Security-Policy": frame_policy() if framed else policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": keep,
    }
    if re.fullmatch(f"{LOADER}|{DATA}", path):
        headers["Access-Control-Allow-Origin"] = "*"  # a host's page checks the loader's integrity; programs read the data
    return headers
