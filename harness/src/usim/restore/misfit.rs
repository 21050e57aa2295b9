//! What does not fit into the target.

use std::fmt;

/// A contact, a message or a part of one that the target has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What it is: `contact "Mam"`.
    pub what: String,
    /// Why it does not fit.
    pub why: String,
    /// Whether all of it is left out, and not only a detail.
    pub whole: bool,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}
