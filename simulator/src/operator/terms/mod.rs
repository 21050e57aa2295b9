//! What a contract says, and what its end costs on a day. Days and cents only: no clock, no floats.
//!
//! A contract ends at midnight at the beginning of a day: that day is the first one without service.

mod contract;
mod device;
mod months;
#[cfg(test)]
mod tests;

pub use contract::{EarlyEndClause, Terms};
pub use device::Device;
pub(super) use months::MAX_MONTHS;
