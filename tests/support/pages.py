"""Look into built pages: links, identifiers, articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

URL_ATTRIBUTES = {"href", "src", "action", "poster", "data"}


@dataclass
class PageFacts(HTMLParser):
    """Everything the site tests ask of one page."""

    urls: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    """What a browser fetches by itself to show the page."""

    def __post_init__(self) -> None:
        super().__init__()
        self._models = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._models += tag == "template"
        if self._models:
            return  # what a model holds is filled in before anyone sees it
        fetched = tag not in {"a", "form"} and ("rel", "canonical") not in attrs
        for name, value in attrs:
            if name in URL_ATTRIBUTES and value is not None:
                self.urls.append(value)
                if fetched:
                    self.loads.append(value)
            elif name == "srcset" and value:
                self.urls += [part.split()[0] for part in value.split(",")]
            elif name == "id" and value:
                self.ids.append(value)
            elif name.startswith("on"):
                self.handlers.append(f"<{tag} {name}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._models -= tag == "template"


def read_facts(path: Path) -> PageFacts:
    """Parse one built page."""
    facts = PageFacts()
    facts.feed(path.read_text("utf-8"))
    return facts


def find_broken_links(site: Path) -> list[str]:
    """List the relative links that lead to no file or no anchor, as `page -> link`."""
    pages = {path: read_facts(path) for path in sorted(site.rglob("*.html"))}
    broken = []
    for path, facts in pages.items():
        if path.name == "404.html":
            continue  # written for the site's root: its links are absolute
        for url in facts.urls:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target = target / "index.html"
            missing_anchor = (
                parts.fragment
                and target in pages
                and unquote(parts.fragment) not in pages[target].ids
            )
            if not target.is_file() or missing_anchor:
                broken.append(f"{path.relative_to(site)} -> {url}")
    return broken


def extract_article(html: str) -> str:
    """Return the page's own content, without Material's shell around it."""
    start = html.index("<article")
    return html[html.index(">", start) + 1 : html.rindex("</article>")].strip() + "\n"
