//! Profiles: what one is, all of them in ISD-P order, and the rules by which their states change.

mod active;
mod record;
mod rules;
mod store;

pub(crate) use record::Profile;
pub(crate) use rules::{check_delete, check_disable, check_enable};
pub(crate) use store::Profiles;
