"""The files of a case as texts with places: bounded, refused where they are unsafe, and not yet understood."""
