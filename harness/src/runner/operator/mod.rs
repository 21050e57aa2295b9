//! The steps that need an operator's desk: who plays it, what is asked there, what it says.

mod desk;
mod step;
mod view;

pub(super) use desk::Desk;
pub use view::{DeskView, QuoteView};
