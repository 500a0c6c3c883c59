"""Apache Superset: datasets, metrics and a dashboard as versioned assets, and how to start it on the published file."""
