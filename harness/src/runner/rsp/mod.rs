//! The steps that need an SM-DP+: who plays it, what goes there, what it knows afterwards.

mod client;
mod deliver;
mod download;
mod operator;
mod outcome;
mod recorder;
mod removal;
mod service;

pub use deliver::Delivered;
pub(super) use deliver::say as say_delivery;
pub use download::Downloaded;
pub use operator::SmdpView;
pub(super) use operator::states;
pub use removal::{Acknowledged, RemovalView};

pub(super) use service::{Servers, Service};
