//! What can never be right in a flow, beyond names and types.

mod alternatives;
mod answer;
mod captures;
mod endings;
mod step;
mod whole;

pub(super) use step::step;
pub(super) use whole::{order, same_names, unused};
