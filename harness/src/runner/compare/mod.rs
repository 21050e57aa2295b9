//! Answers against expectations. Each file knows the expectations of one kind of answer.

mod about;
mod card;
mod check;
mod ending;
mod link;
mod manual;
mod notifications;
mod operator;
mod profiles;
mod rsp;
mod state;
mod usim;
mod ways;

pub(super) use check::Check;
pub(super) use ending::ending;
pub(super) use state::{names_of_removals, wanted};
