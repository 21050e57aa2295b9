//! Support check: what is at the other end, whether a removal is possible there, and how all that is known.

mod advice;
mod detection;
mod euicc;
mod finding;
mod modem;
mod other_cards;
mod procedure;
mod reason;

pub use advice::Advice;
pub use detection::{Detection, DetectionKind};
pub use finding::Finding;
pub use modem::{Attempt, ModemIdentity};
pub use reason::Reason;
