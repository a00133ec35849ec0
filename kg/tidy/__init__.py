"""`kg fmt`: data files kept tidy, as text, so that nobody's comments or layout are touched."""

from kg.tidy.files import Change, tidy_case

__all__ = ["Change", "tidy_case"]
