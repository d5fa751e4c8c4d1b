"""Typesetting: fonts, text in lines, boxes on pages, tags, drawings; knows no block and no paper.

Imports digests, domain and what is below them; no store, no reports, no SQL, no Qt, no clock.
"""
