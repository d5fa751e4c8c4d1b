"""Lists and data packages in and out; may import only digests, spec, domain, i18n and assets."""

import csv

csv.field_size_limit(10_000_000)  # letters of a cell: one that is too long is told with its row
