//! State and class of a profile (SGP.22 §2.4.5).

use crate::tlv::{DecodeError, Tlv};

/// State of a profile (`9F70`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileState {
    /// 0
    Disabled,
    /// 1
    Enabled,
}

impl ProfileState {
    /// `enabled` or `disabled`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
        }
    }
}

/// Class of a profile (`95`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileClass {
    /// 0
    Test,
    /// 1
    Provisioning,
    /// 2
    Operational,
}

impl ProfileClass {
    /// As SGP.22 names it, lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Provisioning => "provisioning",
            Self::Operational => "operational",
        }
    }

    /// The number in `95`.
    pub const fn code(self) -> u8 {
        match self {
            Self::Test => 0,
            Self::Provisioning => 1,
            Self::Operational => 2,
        }
    }

    /// Reads a `95` element.
    ///
    /// # Errors
    /// A number above 2.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.small()? {
            0 => Ok(Self::Test),
            1 => Ok(Self::Provisioning),
            2 => Ok(Self::Operational),
            _ => Err(tlv.invalid("no profile class")),
        }
    }
}

crate::arbitrary::arbitrary!(
    ProfileState,
    proptest::sample::select(&[Self::Disabled, Self::Enabled][..])
);

crate::arbitrary::arbitrary!(
    ProfileClass,
    proptest::sample::select(&[Self::Test, Self::Provisioning, Self::Operational][..])
);
