"""The list of records: a model that fetches by the page, how it is drawn, and its view."""
