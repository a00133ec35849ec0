"""What a shell completes for commands on networks: names of projections, formats, measures and policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click import Context, Parameter
    from click.shell_completion import CompletionItem


def projections(_context: Context, _param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Projections with what they show."""
    from kg.network import summaries

    return _items(summaries().items(), incomplete)


def formats(_context: Context, _param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Formats with what they are for."""
    from kg.network import FORMATS

    return _items(((name, form.summary) for name, form in FORMATS.items()), incomplete)


def measures(_context: Context, _param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Measures with what they count."""
    from kg.network.measures import MEASURES

    return _items(((name, each.summary) for name, each in MEASURES.items()), incomplete)


def policies(_context: Context, _param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Policies."""
    from kg.build.views import policies as known

    return _items(((name, "") for name in known()), incomplete)


def _items(known: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=summary or None) for name, summary in known if name.startswith(incomplete)]
