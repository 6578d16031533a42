"""Stories: contributed Markdown becomes clean HTML, its links made for the published site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from essaim.collect.model import Initiative
from essaim.publish.sanitizer import clean_story

# As files lie in the repository, the page of an initiative being two folders below the site's
# root: (an initiative beside, a written page, what is in the images' folder).
ADDRESSES = (
    (re.compile(r"(?:\./)?([^/:?#]+)\.md(?=[?#]|$)"), r"../\1/"),
    (re.compile(r"\.\./content/(?:(.*/)?)(?:index|README)\.md(?=[?#]|$)"), r"../../\1"),
    (re.compile(r"\.\./content/([^?#]*)\.md(?=[?#]|$)"), r"../../\1/"),
    (re.compile(r"\.\./content/"), r"../../"),
    (re.compile(r"(?:\./)?images/"), r"../images/"),
)


CROWD = 200
"""Fewer stories are converted before another process would be ready."""
CHUNK = 50


class StoryWriter:
    """Convert stories with the site's own Markdown extensions, one converter for all.

    Building a converter takes a third of a conversion, and MkDocs builds one for each page.
    """

    def __init__(self, extensions: Sequence[Any], options: Mapping[str, Any]) -> None:
        self._converter = Markdown(extensions=list(extensions), extension_configs=dict(options))
        # After the inline patterns, which make the links.
        self._converter.treeprocessors.register(LinkPublisher(self._converter), "essaim_liens", 1)
        self._stories: Iterator[str] = iter(())
        self._texts: Iterator[str] = iter(())
        self._workers: ProcessPoolExecutor | None = None

    def begin_stories(self, initiatives: Sequence[Initiative]) -> None:
        """Start converting in another process, which is done before the pages ask for it.

        Not while other threads run: a forked process would inherit their locks.
        """
        alone = threading.active_count() == 1
        if len(initiatives) < CROWD or not alone or "fork" not in get_all_start_methods():
            return
        texts = [initiative.recit for initiative in initiatives]
        self._workers = ProcessPoolExecutor(
            1, get_context("fork"), initializer=_adopt_writer, initargs=(self,)
        )
        self._texts = iter(texts)
        self._stories = self._workers.map(_convert_text, texts, chunksize=CHUNK)

    def write_story(self, initiative: Initiative) -> str:
        """Return a story as HTML that holds nothing dangerous."""
        for text, html in zip(self._texts, self._stories, strict=False):
            if text == initiative.recit:
                return html
        return self.convert_text(initiative.recit)

    def convert_text(self, text: str) -> str:
        """Convert a Markdown text, and clean it."""
        self._converter.reset()
        return clean_story(self._converter.convert(text))

    def end_stories(self) -> None:
        """Stop the other process."""
        if self._workers:
            self._workers.shutdown(cancel_futures=True)
            self._workers = None


_adopted: list[StoryWriter] = []
"""In the other process alone: the writer it was forked with."""


def _adopt_writer(writer: StoryWriter) -> None:
    _adopted[:] = [writer]


def _convert_text(text: str) -> str:
    return _adopted[0].convert_text(text)


class LinkPublisher(Treeprocessor):
    """Point the links between files at the pages that come of them."""

    def run(self, root: Element) -> None:
        """Rewrite every link and image of a story."""
        for tag, attribute in (("a", "href"), ("img", "src")):
            for element in root.iter(tag):
                if address := element.get(attribute):
                    element.set(attribute, publish_address(address))


def publish_address(address: str) -> str:
    """Turn the address of a file, as seen from `initiatives/`, into one seen from its page."""
    for pattern, replacement in ADDRESSES:
        if pattern.match(address):
            return pattern.sub(replacement, address, count=1)
    return address
