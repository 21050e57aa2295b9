//! What the operator forbids to do with a profile (SGP.22 §2.8.1).

use crate::tlv::Bits;

/// Profile Policy Rules (PprIds; SGP.22 §2.8.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyRules(pub Bits);

impl PolicyRules {
    /// No rule.
    pub const NONE: Self = Self(Bits::NONE);
    /// Bit of `pprUpdateControl`.
    pub const UPDATE_CONTROL: u8 = 0;
    /// Bit of PPR1, disabling is not allowed.
    pub const PPR1_BIT: u8 = 1;
    /// Bit of PPR2, deletion is not allowed.
    pub const PPR2_BIT: u8 = 2;

    /// Disabling of the profile is not allowed.
    pub const fn ppr1(self) -> bool {
        self.0.contains(Self::PPR1_BIT)
    }

    /// Deletion of the profile is not allowed.
    pub const fn ppr2(self) -> bool {
        self.0.contains(Self::PPR2_BIT)
    }
}

crate::arbitrary::arbitrary!(PolicyRules, any::<Bits>().prop_map(Self));
