//! ES10c.eUICCMemoryReset, `BF34` (SGP.22 §5.7.19).

use crate::message::{Decode, Encode, Unknown, result_codes, result_response};
use crate::tlv::{Bits, DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF34);

/// One thing that a memory reset can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResetOption {
    /// bit 0
    DeleteOperationalProfiles,
    /// bit 1
    DeleteFieldLoadedTestProfiles,
    /// bit 2
    ResetDefaultSmdpAddress,
    /// bit 3 (v3)
    DeletePreLoadedTestProfiles,
    /// bit 4 (v3)
    DeleteProvisioningProfiles,
}

impl ResetOption {
    /// All options, by bit number.
    pub const ALL: [Self; 5] = [
        Self::DeleteOperationalProfiles,
        Self::DeleteFieldLoadedTestProfiles,
        Self::ResetDefaultSmdpAddress,
        Self::DeletePreLoadedTestProfiles,
        Self::DeleteProvisioningProfiles,
    ];

    /// Bit number in resetOptions.
    pub const fn bit(self) -> u8 {
        match self {
            Self::DeleteOperationalProfiles => 0,
            Self::DeleteFieldLoadedTestProfiles => 1,
            Self::ResetDefaultSmdpAddress => 2,
            Self::DeletePreLoadedTestProfiles => 3,
            Self::DeleteProvisioningProfiles => 4,
        }
    }

    /// The name as SGP.22 spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeleteOperationalProfiles => "deleteOperationalProfiles",
            Self::DeleteFieldLoadedTestProfiles => "deleteFieldLoadedTestProfiles",
            Self::ResetDefaultSmdpAddress => "resetDefaultSmdpAddress",
            Self::DeletePreLoadedTestProfiles => "deletePreLoadedTestProfiles",
            Self::DeleteProvisioningProfiles => "deleteProvisioningProfiles",
        }
    }
}

/// A set of options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResetOptions(pub Bits);

impl ResetOptions {
    /// The set of the given options.
    pub fn of(options: &[ResetOption]) -> Self {
        Self(options.iter().map(|option| option.bit()).collect())
    }

    /// Whether the option is in the set.
    pub const fn contains(self, option: ResetOption) -> bool {
        self.0.contains(option.bit())
    }

    /// The options in the set, by bit number.
    pub fn iter(self) -> impl Iterator<Item = ResetOption> {
        ResetOption::ALL
            .into_iter()
            .filter(move |option| self.contains(*option))
    }
}

/// Resets what the options say, whatever the states and policy rules of the profiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccMemoryResetRequest {
    /// `82`
    pub options: ResetOptions,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for EuiccMemoryResetRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.bits(Tag(0x82), self.options.0).raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccMemoryResetRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut options = None;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x82) => options = Some(ResetOptions(child.bits()?)),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x82),
            offset: tlv.offset(),
        };
        Ok(Self {
            options: options.ok_or(missing)?,
            unknown,
        })
    }
}

result_codes! {
    /// Result of eUICCMemoryReset.
    EuiccMemoryResetResult {
        /// At least one profile was deleted.
        Ok = 0 "ok",
        /// No profile matched; the default SM-DP+ address may have been reset all the same.
        NothingToDelete = 1 "nothingToDelete",
        /// A proactive session is going on (v2.2 and later).
        CatBusy = 5 "catBusy",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether anything was deleted.
    EuiccMemoryResetResponse, TAG, EuiccMemoryResetResult
}

crate::arbitrary::arbitrary!(ResetOptions, any::<Bits>().prop_map(Self));

crate::arbitrary::arbitrary!(
    EuiccMemoryResetRequest,
    any::<(ResetOptions, Unknown)>().prop_map(|(options, unknown)| Self { options, unknown })
);
