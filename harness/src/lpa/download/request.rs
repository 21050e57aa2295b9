//! What is to be downloaded, and from where.

use signoff_protocol::activation_code::ActivationCode;
use signoff_protocol::es10b::{CancelSessionReason, DeviceInfo};

use super::Stage;

/// Where the profile comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// What an activation code says. Without an address it is the default SM-DP+ of the eUICC.
    ActivationCode(ActivationCode),
    /// The default SM-DP+ of the eUICC, which knows the profile by the EID.
    DefaultSmdp,
    /// An SM-DS knows which SM-DP+ has something for the eUICC: this one, or the root SM-DS of the eUICC.
    Smds(Option<String>),
}

/// Cancels a download that goes well, as a user would or a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelAt {
    /// Before this stage sends anything.
    pub stage: Stage,
    /// For this reason.
    pub reason: CancelSessionReason,
}

/// A download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownloadRequest {
    /// From where.
    pub source: Source,
    /// What the user typed, if the SM-DP+ wants a confirmation code.
    pub confirmation_code: Option<String>,
    /// What the SM-DP+ is told of the device.
    pub device: DeviceInfo,
    /// Whether it is cancelled, and where.
    pub cancel_at: Option<CancelAt>,
}

/// Type allocation code that GSMA gives to nobody: test equipment.
const TAC: [u8; 4] = [0x35, 0x29, 0x06, 0x11];

impl DownloadRequest {
    /// A download for a device of no particular kind.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            confirmation_code: None,
            device: DeviceInfo {
                tac: TAC,
                ..DeviceInfo::default()
            },
            cancel_at: None,
        }
    }

    /// By an activation code.
    pub fn by_code(code: ActivationCode) -> Self {
        Self::new(Source::ActivationCode(code))
    }
}
