//! The profile that is looked for.

use signoff_protocol::id::Iccid;

/// The profile that is looked for, and what is known of it from the time when it was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its ICCID.
    pub iccid: Iccid,
    /// Its IMSI, where it was read or given.
    pub imsi: Option<String>,
    /// Who wants to be told of its deletion, where that is known.
    pub addresses: Vec<String>,
}

impl Subject {
    /// A profile of which no more is known than its ICCID.
    pub const fn new(iccid: Iccid) -> Self {
        Self {
            iccid,
            imsi: None,
            addresses: Vec::new(),
        }
    }
}
