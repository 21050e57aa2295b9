//! The engine and its journal, against a world that crashes wherever it is told to.

mod certificate;
mod crash_points;
mod hands;
mod journal;
mod rules;
mod world;
