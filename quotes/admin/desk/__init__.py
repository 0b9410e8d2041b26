"""The front of the admin: what needs a person, and taking it up."""
