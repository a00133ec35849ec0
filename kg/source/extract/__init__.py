"""Text and map out of a held copy. Whatever the copy is made to do happens in a process of its own, which has limits.

model       what comes out
limits      the process, started and ended
child       what runs in it
html        pages: visible text, block by block, and what the page says of itself
pdf         PDF: text page by page, and what the file says of itself
plain       plain text in another encoding than UTF-8
charset     the encoding of a page
metadata    what a page says of itself
"""
