"""What lies over the cells of a sheet: text boxes, pictures, comments.

Takes a Package and the name of a worksheet part, fills in the StoredSheet. Faults here never cost
the figures: a drawing that cannot be read is left out. Nothing that a part points to outside the
file is fetched.

    <xdr:from><xdr:row>0</xdr:row></xdr:from> … <a:t>单位：万元</a:t> -> Note(1, '单位：万元')
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.errors import InputError
from ingest.office.archive import Package
from ingest.office.cell_styles import whole
from ingest.office.stored import Note, StoredSheet

__all__ = ["read_overlays"]


def read_overlays(package: Package, part: str, sheet: StoredSheet) -> None:
    """Comments, text boxes and pictures of one sheet."""
    try:
        comments, drawing = package.related(part, "comments"), package.related(part, "drawing")
        notes = package.tree(comments) if comments else None
        shapes = package.tree(drawing) if drawing else None
    except InputError:
        return
    for comment in () if notes is None else notes.iter("{*}comment"):
        sheet.commented.append(str(comment.get("ref")))
    for anchor in () if shapes is None else shapes:
        row = whole(anchor.findtext("{*}from/{*}row")) + 1
        sheet.boxes.extend(Note(row, text) for text in _texts(anchor))
        sheet.pictures += sum(1 for _ in anchor.iter("{*}pic"))


def _texts(anchor: etree._Element) -> Iterator[str]:
    """The paragraphs of a text box; charts and diagrams keep theirs in parts of their own."""
    for paragraph in anchor.iter("{*}p"):
        runs = paragraph.iter("{*}t")
        if text := "".join(run.text or "" for run in runs).strip():
            yield text
