"""Documents: papers made of blocks, and every form they are printed or sent in.

Imports typeset, digests, domain and what is below them; no SQL, no Qt, no clock.
"""
