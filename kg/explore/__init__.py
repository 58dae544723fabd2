"""The explorer: one HTML file that shows where regions overlap, and the sentence behind each point.

``data`` holds the rows, ``payload`` puts them in the form that the page reads, ``network`` makes
the drawing, ``page`` puts all into one file that opens without a network. The page's own words,
style and behaviour are ``page.html``, ``page.css`` and the files of ``script/``.
"""
