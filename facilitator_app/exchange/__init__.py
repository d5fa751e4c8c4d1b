"""Lists and data packages in and out; may import only digests, spec, domain, i18n and assets."""
