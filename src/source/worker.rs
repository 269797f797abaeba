//! Stub: the isolated worker.
