"""Sources held in the case: taken in, extracted, verified, brought up to date, given up, and never changed unseen.

media       what bytes are, by the bytes themselves
fetch       one address, fetched within bounds
extract     text and map out of HTML and PDF, in a process that can be ended
desk        the case as these commands see it: its sources, its vault, its folder
shelf       files that appear whole or not at all, and never over others
custody     the log of who did what, each line chained to those before it
block       a source's block of keys, written into a YAML file
entering    `kg source add`
locking     `kg source lock`
verifying   `kg source verify`
updating    `kg source update`
standing    `kg source status`
forgetting  `kg source forget`
"""
