//! The calls that change state, as values: what was sent is what can be read back.

use std::fmt;

use signoff_protocol::es10a::SetDefaultDpAddressRequest;
use signoff_protocol::es10b::RemoveNotificationFromListRequest;
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, EuiccMemoryResetRequest, ResetOption,
    ResetOptions, SetNicknameRequest,
};
use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::ProfileTarget;

/// A change of the state of an eUICC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateChange {
    /// ES10c.EnableProfile
    Enable {
        /// Which profile.
        target: ProfileTarget,
        /// refreshFlag
        refresh: bool,
    },
    /// ES10c.DisableProfile
    Disable {
        /// Which profile.
        target: ProfileTarget,
        /// refreshFlag
        refresh: bool,
    },
    /// ES10c.DeleteProfile
    Delete {
        /// Which profile.
        target: ProfileTarget,
    },
    /// ES10c.eUICCMemoryReset
    MemoryReset {
        /// What to reset.
        options: ResetOptions,
    },
    /// ES10c.SetNickname
    SetNickname {
        /// Which profile.
        iccid: Iccid,
        /// At most 64 bytes; empty removes it.
        nickname: String,
    },
    /// ES10a.SetDefaultDpAddress
    SetDefaultDpAddress {
        /// FQDN; empty clears it.
        address: String,
    },
    /// ES10b.RemoveNotificationFromList
    RemoveNotification {
        /// Which one.
        seq_number: SeqNumber,
    },
}

impl StateChange {
    /// The function, as SGP.22 spells it.
    pub const fn function(&self) -> &'static str {
        match self {
            Self::Enable { .. } => "EnableProfile",
            Self::Disable { .. } => "DisableProfile",
            Self::Delete { .. } => "DeleteProfile",
            Self::MemoryReset { .. } => "eUICCMemoryReset",
            Self::SetNickname { .. } => "SetNickname",
            Self::SetDefaultDpAddress { .. } => "SetDefaultDpAddress",
            Self::RemoveNotification { .. } => "RemoveNotificationFromList",
        }
    }

    /// The request TLV.
    pub fn request(&self) -> Vec<u8> {
        match self {
            Self::Enable { target, refresh } => EnableProfileRequest::new(*target, *refresh).to_der(),
            Self::Disable { target, refresh } => DisableProfileRequest::new(*target, *refresh).to_der(),
            Self::Delete { target } => DeleteProfileRequest { target: *target }.to_der(),
            Self::MemoryReset { options } => EuiccMemoryResetRequest {
                options: *options,
                unknown: Unknown::none(),
            }
            .to_der(),
            Self::SetNickname { iccid, nickname } => SetNicknameRequest {
                iccid: *iccid,
                nickname: nickname.clone(),
                unknown: Unknown::none(),
            }
            .to_der(),
            Self::SetDefaultDpAddress { address } => SetDefaultDpAddressRequest {
                address: address.clone(),
                unknown: Unknown::none(),
            }
            .to_der(),
            Self::RemoveNotification { seq_number } => RemoveNotificationFromListRequest {
                seq_number: *seq_number,
                unknown: Unknown::none(),
            }
            .to_der(),
        }
    }

    /// Whether the card may be reset, or drop its channels, when it is done.
    pub const fn may_refresh(&self) -> bool {
        match self {
            Self::Enable { refresh, .. } | Self::Disable { refresh, .. } => *refresh,
            Self::MemoryReset { .. } => true,
            _ => false,
        }
    }
}

impl fmt::Display for StateChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.function())?;
        match self {
            Self::Enable { target, refresh } | Self::Disable { target, refresh } => {
                let flag = if *refresh { "with" } else { "without" };
                write!(f, " of {target} {flag} refresh")
            }
            Self::Delete { target } => write!(f, " of {target}"),
            Self::MemoryReset { options } => {
                let names: Vec<&str> = options.iter().map(ResetOption::name).collect();
                write!(f, " ({})", names.join(", "))
            }
            Self::SetNickname { iccid, nickname } => write!(f, " of ICCID {iccid} to {nickname:?}"),
            Self::SetDefaultDpAddress { address } => write!(f, " to {address:?}"),
            Self::RemoveNotification { seq_number } => write!(f, " of {seq_number}"),
        }
    }
}
