"""What robots.txt says at the root of a host: everything here may be read by programs, and where the list of pages is."""


def robots(site_url: str) -> str:
    """As RFC 9309 has it. `site_url`: with a slash at its end, or empty, and then no sitemap is named."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site_url}sitemap.xml\n" if site_url else "")
