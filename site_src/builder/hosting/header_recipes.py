"""The headers of policy_headers.py as a deployment takes them over: `_headers`, nginx, Caddy, and a note for object stores."""

from pathlib import Path

from site_src.builder.hosting.policy_headers import KEEP, RENEW, frame_policy, headers_for, strict_policy
from site_src.builder.places import SOURCE

TEMPLATES = SOURCE / "recipes"
_NAMES = ("nginx.conf.txt", "Caddyfile.txt", "object-stores.txt")
HEADERS = "_headers"


def write_header_recipes(*, site: Path) -> None:
    """Writes the recipes into the site's root. To be called when the pages are finished, for their inline scripts are read."""
    policy = strict_policy(site)
    (site / HEADERS).write_text(static_host(site, policy), encoding="utf-8")
    values = {"POLICY": policy, "FRAMES": frame_policy(), "KEEP": KEEP, "RENEW": RENEW}
    for name in _NAMES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
        (site / name).write_text(text, encoding="utf-8")


def static_host(site: Path, policy: str) -> str:
    """`_headers`, as static hosts such as Netlify and Cloudflare Pages read it.

    They join the values of all blocks that fit a path, and two policies joined are both kept: so each path fits one block that
    names a policy, and `Cache-Control` stands only where browsers need not ask again, which these hosts make them do elsewhere.
    Their patterns end in `*`, so pieces of pages, which lie beside their page, are asked for again like it."""
    found = {path.name + ("/*" if path.is_dir() else "") for path in site.iterdir() if _served(path)}
    here = sorted(found | {"", "embed.js", *_NAMES})  # the recipes lie there, too, once they are written
    lines: list[str] = []
    for path in here:
        headers = headers_for(path.replace("*", "any/any"), policy)
        if headers["Cache-Control"] == RENEW:
            del headers["Cache-Control"]
        lines += [f"/{path}", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def _served(path: Path) -> bool:
    return not path.name.startswith(("_", ".")) and path.suffix not in (".br", ".gz")
