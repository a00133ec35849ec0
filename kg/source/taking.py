"""Bytes taken in, and looked at: from a file or an address, with what they are, and the words in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.resolve.copies import LARGEST
from kg.source import media
from kg.source.fetch import Bounds, fetch, is_address
from kg.source.naming import last_name
from kg.source.shelf import looked_at, staged

if TYPE_CHECKING:
    from kg.source.extract.model import Extraction
    from kg.source.shelf import Shelf, Staged

MOST = 512 * 2**20  # bytes of one held copy
READ = frozenset((media.PDF, media.HTML, media.XHTML))


class Wish(NamedTuple):
    """What is to be taken in and how: a file or an address, and what a person knows better than the bytes.

    `bounds` is None where nothing may be fetched. `words` is a file with the text of a copy that has none, made by
    `worded_by`; `mute` says not to look for any.
    """

    place: str
    bounds: Bounds | None = None
    most: int = MOST
    media_type: str = ""
    charset: str = ""
    words: Path | None = None
    worded_by: str = ""
    mute: bool = False


class Taken(NamedTuple):
    """Bytes that lie ready, what they are, where they came from, and their words, if they were extracted.

    `plain` says that the bytes are themselves the text. `notes` tell a person what was odd. `made` may be without words
    and still know a title.
    """

    staged: Staged
    media_type: str
    url: str
    made: Extraction | None
    plain: bool
    notes: tuple[str, ...]


def take(wish: Wish, beside: Path, shelf: Shelf) -> Taken:
    """Take the bytes in beside a path and look at them; InputError where they are not what they are said to be."""
    ready, url, promised, charset, notes = _bytes(wish, beside, shelf)
    if not ready.size:
        raise InputError(f"{wish.place} is empty", remedy="name a file that has something in it")
    kind = _kind(wish, ready, promised)
    plain = kind == media.PLAIN and _is_utf8(ready, wish.charset or charset) and wish.words is None
    made = None if plain or wish.mute else _words(wish, ready, kind, wish.charset or charset)
    if not plain and not (made and made.text.strip()):
        notes = (*notes, f"held without words ({kind}): what is quoted from it cannot be found again; see --text")
    return Taken(ready, kind, url, made, plain, (*notes, *(made.notes if made else ())))


def _bytes(wish: Wish, beside: Path, shelf: Shelf) -> tuple[Staged, str, str, str, tuple[str, ...]]:
    """The bytes ready; their address, and what name or server calls them: media type and encoding."""
    if not is_address(wish.place):
        return staged(shelf, Path(wish.place), beside, wish.most), "", media.by_name(wish.place), "", ()
    if wish.bounds is None:
        remedy = "add --fetch to fetch it now, or save it and add the file with `--set url=…`"
        raise InputError(f"{wish.place} is an address, and nothing is fetched unasked", remedy=remedy)
    found = fetch(wish.place, wish.bounds)
    made = shelf.beside(beside)
    made.write_bytes(found.content)
    notes = (f"redirected to {found.url}",) if found.redirected else ()
    promised = found.media_type if found.media_type not in {"", media.UNKNOWN} else media.by_name(last_name(wish.place))
    return looked_at(made), found.url, promised, found.charset, notes


def _kind(wish: Wish, ready: Staged, promised: str) -> str:
    """The media type: what a person says, else what the bytes are, which must not contradict name or server."""
    found = media.sniff(ready.start)
    if wish.media_type:
        return wish.media_type
    if media.contradicts(promised, found):
        remedy = f"open it: is it a page that says so, or a login? If it is what you want, add --media-type {found}"
        raise InputError(f"{wish.place} is called {promised}, but its bytes are {found}", remedy=remedy)
    return promised if found == media.UNKNOWN and promised not in READ | {media.PLAIN} and promised else found


def _is_utf8(ready: Staged, charset: str) -> bool:
    """Whether plain text needs no conversion; InputError for one too large to be read whole."""
    if ready.size > LARGEST:
        raise InputError(f"a text of over {LARGEST // 2**20} MB", remedy="hold the part that is quoted")
    if charset.lower().replace("_", "-") not in {"", "utf-8", "utf8", "us-ascii", "ascii"}:
        return False
    try:
        ready.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _words(wish: Wish, ready: Staged, kind: str, charset: str) -> Extraction | None:
    """The words: those a person brings, those the bytes hold, or None where nothing reads this kind."""
    from kg.source.extract.limits import extract
    from kg.source.extract.model import Extraction

    if wish.words is not None:
        if not wish.worded_by.strip():
            remedy = "say who or what wrote it down: `--extractor 'tesseract 5.3, corrected by A. B.'`"
            raise InputError("a text without the name of who or what made it", remedy=remedy)
        return Extraction(_own_words(wish.words), wish.worded_by)
    if kind not in READ | {media.PLAIN}:
        return None
    return extract(ready.path, kind, charset)


def _own_words(path: Path) -> str:
    """The text of a file that a person brings; InputError where it is not one."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} has over {LARGEST // 2**20} MB", remedy="hold the part that is quoted")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start})", remedy="save it as UTF-8") from error
    if not text.strip():
        raise InputError(f"{path} has no words in it", remedy="name the file with the text")
    return text
