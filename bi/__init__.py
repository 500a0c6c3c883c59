"""Business-intelligence tools on the published warehouse: what they show is declared here and loaded by `make bi`."""
