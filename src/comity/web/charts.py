"""Charts of series inside a page whose policy allows no style but that of its own file."""

from __future__ import annotations

from lxml import etree
from markupsafe import Markup

from comity.brief.html import drawn
from comity.brief.model import Plot

_SVG = "{http://www.w3.org/2000/svg}"


def chart(plot: Plot | None, label: str, width: int = 640, height: int = 260) -> Markup:
    """The chart of a plot as SVG without style, script or roles of its own, called `label`; empty where none is drawn.

    Its text takes the colour of the page through the class `comity-chart`.
    """
    text = str(drawn(plot, width, height))
    return plain(text, label) if text else Markup()


def plain(svg: str, label: str) -> Markup:
    """An SVG as one picture called `label`, with its inline style written as attributes."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if element.tag in (f"{_SVG}style", f"{_SVG}script", f"{_SVG}foreignObject"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in list(element.attrib):
            if str(name).startswith(("aria-", "on")) or name in ("role", "style"):
                if name == "style" and element is not root:
                    _restyle(element, str(element.attrib["style"]))
                del element.attrib[name]
    root.set("role", "img")
    root.set("aria-label", label)
    return Markup(etree.tostring(root, encoding="unicode"))


def _restyle(element: etree._Element, style: str) -> None:
    """Each declaration as an attribute of its own, where the element has none."""
    for declaration in style.split(";"):
        name, found, value = declaration.partition(":")
        if found and name.strip() not in element.attrib:
            element.set(name.strip(), value.strip())
