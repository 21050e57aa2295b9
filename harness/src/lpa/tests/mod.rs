//! The LPA against a card and a link that break wherever the test says.

mod channels;
mod detecting;
mod exchanges;
pub(super) mod fake;
mod link_breaks;
