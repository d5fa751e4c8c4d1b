"""Two fields are called by the field's words; every order that a list offers has its index."""

from facilitator_app.migrations.operations import add_index, rename_field

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Take a file of step 0001 to step 0002."""
    add_index("mileage_rate", "confirmed")
    add_index("mileage_rate", "ends")
    add_index("mileage_rate", "mode")
    add_index("mileage_rate", "rate")
    add_index("mileage_rate", "source")
    rename_field("body", "called", "list_name")
    add_index("body", "terms_review")
    add_index("body", "tier")
    add_index("body", "type")
    add_index("member", "kinds")
    add_index("member", "locality")
    add_index("seat", "role")
    add_index("meeting", "reference")
    add_index("meeting", "venue")
    add_index("action", "raised")
    add_index("action", "reference")
    add_index("action", "what")
    add_index("training_event", "kind")
    add_index("training_event", "provider")
    add_index("training_event", "venue")
    rename_field("claim", "paid_way", "payment_method")
