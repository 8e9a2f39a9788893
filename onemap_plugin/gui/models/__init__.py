"""Item models of the docks: flat rows in, hierarchy only here."""
