"""Small widgets of the docks."""
