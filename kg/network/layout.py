"""One seeded layout, stored in every format that can hold a position, so that all tools open the same picture.

A force layout of two thousand nodes is a hairball in every tool; communities laid out as islands can be read. Within an
island, springs (Fruchterman and Reingold 1991, with their grid: only near nodes push each other apart) in plain Python:
networkx's own needs numpy, and sines or matrix routines give other last digits on other machines. Only `+ - * /` and
the square root are used, which IEEE 754 fixes to the bit; hence the same bytes everywhere.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from kg.network.packing import packed

if TYPE_CHECKING:
    from collections.abc import Sequence

Positions = dict[str, tuple[float, float]]
Point = list[float]

SEED = 20230523
SCALE = 100.0  # drawing units between two neighbours: what Gephi and sigma show well with sizes around 10
MOST = 25_000  # nodes above which this would take longer than a reader waits; a plain grid is laid out then
FILLED, SMALLEST = 0.85, 0.8  # how much of its circle an island fills; the least radius of a circle
WORK, FEWEST = 30_000, 12  # nodes times rounds; the least rounds that untangle an island
PULL = 0.05  # towards the middle, so that separate components stay in one picture


def place(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> Positions:
    """A position for each node, in drawing units around (0, 0), the same for the same input.

    >>> place(["a"], [])
    {'a': (0.0, 0.0)}
    """
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({(index[min(u, v)], index[max(u, v)]) for u, v in links if u != v})
    points = _grid(len(nodes)) if len(nodes) > MOST else _islands(len(nodes), pairs)
    return {node: (_unit(x), _unit(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _islands(count: int, pairs: list[tuple[int, int]]) -> list[Point]:
    """Communities as islands: each laid out for itself, the islands packed so that those with links are near."""
    groups = communities(count, pairs)
    home = {node: number for number, group in enumerate(groups) for node in group}
    inner: list[list[tuple[int, int]]] = [[] for _ in groups]
    between: Counter[tuple[int, int]] = Counter()
    for u, v in pairs:
        if home[u] == home[v]:
            inner[home[u]].append((u, v))
        else:
            between[home[u], home[v]] += 1
            between[home[v], home[u]] += 1
    rounds = max(FEWEST, min(150, WORK // max(count, 1)))
    islands = [_island(group, links, rounds) for group, links in zip(groups, inner, strict=True)]
    centres = packed([max(SMALLEST, math.sqrt(len(group))) for group in groups], between)
    points: list[Point] = [[0.0, 0.0]] * count
    for group, island, (x, y) in zip(groups, islands, centres, strict=True):
        for node, (dx, dy) in zip(group, island, strict=True):
            points[node] = [x + dx, y + dy]
    return points


def communities(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Louvain's communities of the nodes 0 … count-1, the largest first; numbers, since sets of texts have no order."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    found = nx.community.louvain_communities(graph, seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def _island(group: list[int], links: list[tuple[int, int]], rounds: int) -> list[Point]:
    """The nodes of a community around (0, 0), no farther out than the root of their number."""
    number = {node: at for at, node in enumerate(group)}
    points = _springs(len(group), [(number[u], number[v]) for u, v in links], rounds)
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    moved = [[px - x, py - y] for px, py in points]
    far = max((math.sqrt(px * px + py * py) for px, py in moved), default=0.0)
    scale = math.sqrt(len(group)) * FILLED / far if far else 1.0
    return [[px * scale, py * scale] for px, py in moved]


def _unit(value: float) -> float:
    return round(value * SCALE, 2) + 0.0  # adding zero turns -0.0 into 0.0


def _grid(count: int) -> list[Point]:
    side = math.isqrt(count) + 1
    return [[float(n % side) - side / 2, float(n // side) - side / 2] for n in range(count)]


def _springs(count: int, pairs: list[tuple[int, int]], rounds: int) -> list[Point]:
    chance = random.Random(SEED)  # noqa: S311 - a picture, no secret
    side = math.sqrt(count)
    points = [[(chance.random() - 0.5) * side, (chance.random() - 0.5) * side] for _ in range(count)]
    for step in range(rounds):
        _move(points, _forces(points, pairs), side / 5 * (1 - step / rounds))
    return points


def _forces(points: list[Point], pairs: list[tuple[int, int]]) -> list[Point]:
    forces = [[-x * PULL, -y * PULL] for x, y in points]
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for n, (x, y) in enumerate(points):
        cells[math.floor(x / 2), math.floor(y / 2)].append(n)
    for (column, row), members in cells.items():
        near = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((column + dx, row + dy), ())]
        for n in members:
            _push(n, near, points, forces[n])
    for u, v in pairs:
        _draw(points[u], points[v], forces[u], forces[v])
    return forces


def _push(n: int, near: list[int], points: list[Point], force: Point) -> None:
    """Apart, by 1/distance; two in one spot are told apart by their number."""
    x, y = points[n]
    for other in near:
        if other != n:
            dx, dy = x - points[other][0], y - points[other][1]
            square = dx * dx + dy * dy
            if square < 1e-9:
                dx, dy, square = (n - other) * 1e-3, 1e-3, 1e-3
            force[0] += dx / square
            force[1] += dy / square


def _draw(a: Point, b: Point, force_a: Point, force_b: Point) -> None:
    """Together, by the square of the distance."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = math.sqrt(dx * dx + dy * dy)
    force_a[0] += dx * distance
    force_a[1] += dy * distance
    force_b[0] -= dx * distance
    force_b[1] -= dy * distance


def _move(points: list[Point], forces: list[Point], most: float) -> None:
    for point, (fx, fy) in zip(points, forces, strict=True):
        length = math.sqrt(fx * fx + fy * fy)
        if length > 0:
            step = min(length, most) / length
            point[0] += fx * step
            point[1] += fy * step
