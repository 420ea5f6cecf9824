"""Reports as pages: each is one HTML file that needs no network and no other file.

`layout` puts a page together (template, styles, script, policy); every page has a module of its own that
turns its value into what the template draws. Nothing here judges.
"""
