"""The page of all terms is what the ontology says now."""

from __future__ import annotations

from pathlib import Path

from kg.schema import load
from kg.schema.reference import reference

PAGE = Path(__file__).parents[1] / "ontology" / "TERMS.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == reference(), "mend it with: kg schema terms -o ontology/TERMS.md"


def test_every_class_key_and_code_is_on_it() -> None:
    page, schema = reference(), load()
    for cls in schema.classes.values():
        assert f"\n### {cls.key}\n" in page or f"\n### *{cls.key}*\n" in page
        assert all(f"| `{key}` |" in page for key in schema.codes(cls.iri))
        assert schema.codes(cls.iri) or all(f"`{key}`" in page for key in schema.keys(cls.iri))
