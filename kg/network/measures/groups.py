"""Communities, and who stands between them."""

from __future__ import annotations

from collections import Counter

from kg.network.layout import communities
from kg.network.measures.counted import DIGITS, Counted
from kg.network.measures.model import Found


def community(counted: Counted) -> Found:
    """The community a node belongs to: more links within than chance would give (Louvain, Blondel et al. 2008).

    community   its number, the largest being 1; the islands of pictures are made in the same way, of all lines

    Here a community is what is told together: a programme with its camps and officials, the people of one sanctions
    listing.

    How it misleads: an author who names ten people in one sentence makes a community of them. The method always finds
    some, also in a network of chance; another seed would draw some borders elsewhere.
    """
    home = _homes(counted)
    return Found(columns={"community": [each + 1 for each in home]})


def brokers(counted: Counted) -> Found:
    """How evenly a node's links are spread over communities.

    touched         communities in which it has a neighbour
    participation   0 where its neighbours are in one, towards 1 where they are spread evenly (Guimerà and Amaral 2005)

    Here it shows who appears in several tellings: somebody with a part in a programme, in its money and in a listing.

    How it misleads: a State, a court or a newspaper has to do with everything, and scores high for that. With two
    neighbours it is either 0 or 0.5: look at it together with `neighbours`.
    """
    home = _homes(counted)
    spread = [Counter(home[other] for other in others) for others in counted.beside]
    return Found(
        columns={
            "touched": [len(each) for each in spread],
            "participation": [_participation(each) for each in spread],
        }
    )


def _participation(spread: Counter[int]) -> float:
    whole = spread.total()
    share = sum((count / whole) ** 2 for count in spread.values()) if whole else 1.0
    return round(1 - share, DIGITS) + 0.0


def _homes(counted: Counted) -> list[int]:
    """The community of each node, the largest being 0."""
    home = [0] * len(counted.nodes)
    for number, group in enumerate(communities(len(counted.nodes), counted.links) if counted.nodes else []):
        for node in group:
            home[node] = number
    return home
