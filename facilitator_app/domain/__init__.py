"""Pure rules and errors; may import only i18n from below, and knows no SQL, no Qt, no clock."""
