//! What matters for a removal beside the verdict.

use std::fmt;

/// Something that a person should know before a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No profile is on the eUICC.
    NoProfile,
    /// Profiles are there, and none of them is enabled.
    NoEnabledProfile,
    /// A test profile is enabled: until it is disabled, the operational profile that was enabled before it can't be
    /// deleted (`disallowedInTestMode`, SGP.22 v3 §5.7.18).
    TestProfileEnabled,
    /// The check digits of the EID are wrong, as on a card that fell into an error state.
    EidCheckDigits,
    /// Notifications wait for their servers.
    PendingNotifications,
    /// No room for another profile.
    MemoryFull,
}

impl Finding {
    /// One word for flows and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoProfile => "no_profile",
            Self::NoEnabledProfile => "no_enabled_profile",
            Self::TestProfileEnabled => "test_profile_enabled",
            Self::EidCheckDigits => "eid_check_digits",
            Self::PendingNotifications => "pending_notifications",
            Self::MemoryFull => "memory_full",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoProfile => "no profile is on the eUICC",
            Self::NoEnabledProfile => "no profile is enabled",
            Self::TestProfileEnabled => {
                "a test profile is enabled; the operational profile before it can't be deleted until it is disabled"
            }
            Self::EidCheckDigits => "the check digits of the EID are wrong",
            Self::PendingNotifications => "notifications wait to be delivered",
            Self::MemoryFull => "there is no room for another profile",
        })
    }
}
