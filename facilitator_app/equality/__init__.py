"""Tables for equality answers, which are no records: search, export, undo, history pass them by.

Only `services.equality` and `queries.equality` may import this package; it imports nothing of ours.
"""
