"""What results look like: on a screen, in Markdown, in a spreadsheet, on paper.

Every command that shows rows or pages writes them through here, so that nothing that data holds can steer a terminal,
run in a browser or a spreadsheet, or break out of a table; and so that all of them look alike. Nothing here knows what
it shows.
"""
