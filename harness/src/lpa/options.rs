//! How the LPA goes about its work.

use signoff_protocol::id::Aid;

use super::IsdRAid;

/// Options of an LPA; the default suits every card that follows the standard, and those of the known vendors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LpaOptions {
    /// Longest data field of a STORE DATA segment, 1 to 255 bytes. `None`: as long as the device and the ISD-R
    /// allow. Modems are known that need 60.
    pub segment: Option<usize>,
    /// AIDs under which the ISD-R is looked for, in this order.
    pub isd_r: Vec<Aid>,
    /// Whether the last segment says that an answer of any length is welcome (Le `00`). Clients in the field do
    /// both.
    pub send_le: bool,
    /// Whether channels that somebody left open are closed when none is free.
    pub reclaim_channels: bool,
    /// Longest answer that is put together, bytes.
    pub longest_answer: usize,
}

impl Default for LpaOptions {
    fn default() -> Self {
        Self {
            segment: None,
            isd_r: IsdRAid::known().iter().map(|known| known.aid).collect(),
            send_le: true,
            reclaim_channels: true,
            longest_answer: 256 * 1024,
        }
    }
}
