"""The pages of the reference site as Markdown: a page a rule, a page a parameter, and the guides of the repository.

`site.write_source` puts all of them in a folder from which the generator builds the site.
"""
