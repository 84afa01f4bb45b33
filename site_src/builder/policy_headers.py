"""The response headers that the site is made for, and the two recipes that a deployment can take them from.

A policy in a `<meta>` element does not bind a worker, so it has to come as a header, with the worker's own response too.
"""

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(rb"<style(?P<attributes>[^>]*)>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(rb"\bsrc\s*=|\btype\s*=\s*[\"']?application/(ld\+)?json", re.IGNORECASE)
_KEEP = "public, max-age=31536000, immutable"  # for names that change with what they hold


def strict_policy(site: Path | None = None) -> str:
    """The Content-Security-Policy: everything from this site alone, WebAssembly allowed, no `eval`.

    With a built site, the scripts and styles that stand inside its pages (the theme has a few) are allowed by their
    hashes; without one, none is.
    """
    pages = [page.read_bytes() for page in site.rglob("*.html")] if site else []
    scripts = " ".join(["'self' 'wasm-unsafe-eval'", *_hashes(pages, _SCRIPT)])
    styles = " ".join(["'self'", *_hashes(pages, _STYLE)])
    return (
        f"default-src 'none'; script-src {scripts}; worker-src 'self'; connect-src 'self'; style-src {styles}; "
        "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'"
    )


def _hashes(pages: list[bytes], element: re.Pattern[bytes]) -> list[str]:
    """One `'sha256-…'` for each different text of such an element."""
    texts = {found["text"] for page in pages for found in element.finditer(page) if not _NOT_RUN.search(found["attributes"])}
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in texts if text.strip())


def headers_for(path: str, policy: str, status: int = 200) -> dict[str, str]:
    """The headers of a response; `path` relative to the site's root. That a file is missing is never kept."""
    keep = _KEEP if path.startswith("runtime/") and status == 200 else "no-cache"
    return {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": keep}


def write_header_recipes(*, site: Path) -> None:
    """Writes `_headers`, as static hosts such as Netlify and Cloudflare Pages read it, and `nginx.conf.txt` to include.

    To be called when the pages are finished, for their inline scripts are read.
    """
    policy = strict_policy(site)
    # These hosts let browsers ask again by themselves, and a second Cache-Control would be joined to a first.
    always = {name: value for name, value in headers_for("", policy).items() if name != "Cache-Control"}
    lines = ["/*", *(f"  {name}: {value}" for name, value in always.items()), "/runtime/*", f"  Cache-Control: {_KEEP}"]
    (site / "_headers").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (site / "nginx.conf.txt").write_text(_NGINX.format(policy=policy, keep=_KEEP), encoding="utf-8")


_NGINX = """\
# For nginx: put this into the `location` of the site.
gzip_static on;
# brotli_static on;   # with the ngx_brotli module; without it gzip_static alone does
add_header Content-Security-Policy "{policy}" always;
add_header X-Content-Type-Options nosniff always;
add_header Cache-Control $policy_explorer_cache;   # not for errors: a missing file must not be remembered as missing

# And this beside the `server` block:
# map $uri $policy_explorer_cache {{
#   default      "no-cache";
#   ~/runtime/   "{keep}";
# }}
"""
