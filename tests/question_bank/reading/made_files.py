"""Small docx and pdf files made by hand, whole and broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx_of(body: str, **parts: str) -> bytes:
    """A docx with this XML in its body; further parts of the word folder by name."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    files = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>'
    return zip_of({name: text.encode() for name, text in files.items()})


def zip_of(files: dict[str, bytes]) -> bytes:
    """An archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain cells."""
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>"


def html_of(body: str) -> bytes:
    """A web page with a menu above and a notice below this body."""
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>网页</title>'
        "<style>p {margin: 0}</style></head><body><nav><a href='/'>首页</a></nav>"
        f"{body}<footer>版权所有</footer></body></html>"
    ).encode()


def pdf_of(pages: Sequence[Sequence[str]], *, with_map: bool = True) -> bytes:
    """A pdf with these lines on its pages, in a font of two-byte codes with a map to Unicode."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes) -> bytes:
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)

    codes = sorted({char for page in pages for line in page for char in line})
    mapping = "\n".join(f"<{ord(char):04X}> <{ord(char):04X}>" for char in codes)
    cmap = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Own def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar\nendcmap\nend\nend"
    )
    to_unicode = add(stream(cmap.encode()))
    descendant = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    link = f" /ToUnicode {to_unicode} 0 R" if with_map else ""
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R]{link} >>".encode()
    )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        shown = ["BT /F1 12 Tf 14 TL 50 800 Td"]
        for line in page:
            code = "".join(f"{ord(char):04X}" for char in line)
            shown.append(f"<{code}> Tj T*")
        shown.append("ET")
        content = add(stream("\n".join(shown).encode()))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
                f" /Resources << /Font << /F1 {font} 0 R >> >> >>".encode()
            )
        )
    names = " ".join(f"{kid} 0 R" for kid in kids)
    assert add(f"<< /Type /Pages /Kids [{names}] /Count {len(kids)} >>".encode()) == tree
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        start,
    )
    return bytes(out)
