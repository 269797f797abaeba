//! Table, JSON, CSV.
