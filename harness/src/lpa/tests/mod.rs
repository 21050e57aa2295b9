//! The LPA against a card and a link that break wherever the test says.

mod channels;
mod exchanges;
mod fake;
mod link_breaks;
