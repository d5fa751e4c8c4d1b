"""The form that is made from a record's fields; knows editors and spec, never a page."""
