//! Keeps profiles alive that nobody declared expendable: what would change the state of an eUICC is planned
//! first ([`Planned`]), and sent only if everything that it touches may be lost ([`Expendable`]).

mod at_line;
mod expendable;
mod planned;
mod raw_apdu;

pub use expendable::{Expendable, ExpendableError, ProtectionError, Untouchable};
pub use planned::{Affected, Planned};
