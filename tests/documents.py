"""Real documents for tests: PDFs and pages, sound, odd and hostile."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = """<!DOCTYPE html>
<html lang="uk"><head><meta charset="CHARSET"><title>Новини &amp; звіти</title>
<meta property="article:published_time" content="2023-05-23T23:30:00-05:00">
<script>document.write("a script's words")</script><style>p { color: red }</style></head>
<body><nav>Головна</nav><h1>Заява</h1><p>Міністр сказав:<br>«Ми нікого не&nbsp;вивозили».</p>
<noscript>no script</noscript><template>a template</template><!-- a comment -->
<p hidden>hidden words</p><p style="display: none">unseen words</p><svg><text>drawn words</text></svg>
<h2>Цифри</h2><table><tr><td>табір</td><td>2 442</td></tr></table><pre>a
  b</pre></body></html>
"""


def page(charset: str = "utf-8", text: str = PAGE) -> bytes:
    """A page in an encoding that it declares."""
    return text.replace("CHARSET", charset).encode(charset)


def pdf(pages: Sequence[str], title: str = "", locked: str = "", labels: bool = False) -> bytes:
    """A PDF with one text a page, its lines as they are; an empty text is a page with a picture alone."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    made = Canvas(out, encrypt=StandardEncryption(locked, canPrint=0) if locked else None, invariant=1)
    made.setTitle(title)
    for number, text in enumerate(pages):
        if labels:
            made.addPageLabel(number, style="ROMAN_LOWER", start=number + 1)
        line = made.beginText(60, 760)
        for row in text.split("\n"):
            line.textLine(row)
        made.drawText(line)
        if not text:
            made.rect(60, 60, 300, 500, fill=1)
        made.showPage()
    made.save()
    return out.getvalue()


def bomb(size: int = 2**29) -> bytes:
    """A PDF whose one page unpacks to `size` bytes of drawing."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(size // 2**20)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        stream,
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj" % n + each + b"endobj\n" for n, each in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R>>\n%%EOF"
