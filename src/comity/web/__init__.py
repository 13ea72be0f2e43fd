"""The reading room: Comity in the browser. Pages for people, JSON for programs; nothing is loaded from outside.

`app.make_app` builds the application from a `Site`; `gate` decides who comes in, `guard` what a request may do and
which headers an answer carries, `pages/` holds one file a page, `api` the same records as JSON. Needs the extra `web`.
"""
