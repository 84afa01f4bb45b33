"""The response headers that the site is made for, and the two recipes that a deployment can take them from.

A policy in a `<meta>` element does not bind a worker, so it has to come as a header, with the worker's own response too.
"""

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(rb"\bsrc\s*=|\btype\s*=\s*[\"']?application/(ld\+)?json", re.IGNORECASE)


def strict_policy(script_hashes: list[str] | None = None) -> str:
    """The Content-Security-Policy: everything from this site alone, WebAssembly allowed, no `eval`."""
    scripts = " ".join(["script-src 'self' 'wasm-unsafe-eval'", *(f"'{hash}'" for hash in script_hashes or [])])
    return (
        f"default-src 'none'; {scripts}; worker-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'"
    )


def inline_script_hashes(site: Path) -> list[str]:
    """One `sha256-…` for each different script that stands inside a page: the theme has a few."""
    texts = {
        found["text"]
        for page in site.rglob("*.html")
        for found in _SCRIPT.finditer(page.read_bytes())
        if found["text"].strip() and not _DATA.search(found["attributes"])
    }
    return sorted("sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts)


def headers_for(path: str, policy: str) -> dict[str, str]:
    """The headers of a response; `path` relative to the site's root."""
    keep = "public, max-age=31536000, immutable" if path.startswith("runtime/") else "no-cache"
    return {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": keep}


def write_header_recipes(*, site: Path) -> None:
    """Writes `_headers`, as static hosts such as Netlify and Cloudflare Pages read it, and `nginx.conf.txt` to include."""
    policy = strict_policy(inline_script_hashes(site))
    rules = [("/*", headers_for("", policy)), ("/runtime/*", {"Cache-Control": headers_for("runtime/", policy)["Cache-Control"]})]
    text = "".join(f"{place}\n" + "".join(f"  {name}: {value}\n" for name, value in found.items()) for place, found in rules)
    (site / "_headers").write_text(text, encoding="utf-8")
    (site / "nginx.conf.txt").write_text(_NGINX.format(policy=policy), encoding="utf-8")


_NGINX = """\
# For nginx: put this into the `location` of the site (nginx passes no add_header on to a location with its own).
# brotli_static needs the ngx_brotli module; without it gzip_static alone does.
gzip_static on;
# brotli_static on;
add_header Content-Security-Policy "{policy}" always;
add_header X-Content-Type-Options nosniff always;
add_header Cache-Control $policy_explorer_cache always;
# And this beside the `server` block:
# map $uri $policy_explorer_cache {{
#   default        "no-cache";
#   ~/runtime/     "public, max-age=31536000, immutable";
# }}
"""
