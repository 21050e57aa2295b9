//! ES10c.DeleteProfile, `BF33` (SGP.22 §5.7.18).

use crate::message::{Decode, Encode, result_codes, result_response};
use crate::profile::ProfileTarget;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF33);

/// Deletes a disabled profile. The request is a tagged CHOICE: the identifier stands in it without the `A0`
/// that EnableProfile has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeleteProfileRequest {
    /// `5A` or `4F`
    pub target: ProfileTarget,
}

impl Encode for DeleteProfileRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| self.target.encode(w));
    }
}

impl Decode for DeleteProfileRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut choice = tlv.children();
        let only = choice.next().transpose()?;
        let only = only.ok_or(DecodeError::Missing {
            tag: Tag(0x5A),
            offset: tlv.offset(),
        })?;
        let target = ProfileTarget::decode(only)?;
        match choice.next().transpose()? {
            Some(second) => Err(second.invalid("a second profile identifier")),
            None => Ok(Self { target }),
        }
    }
}

result_codes! {
    /// Result of DeleteProfile.
    DeleteProfileResult {
        /// The profile and all that belonged to it is gone.
        Ok = 0 "ok",
        /// No such profile.
        IccidOrAidNotFound = 1 "iccidOrAidNotFound",
        /// It is enabled.
        ProfileNotInDisabledState = 2 "profileNotInDisabledState",
        /// Its PPR2 forbids it.
        DisallowedByPolicy = 3 "disallowedByPolicy",
        /// v3: it is the operational profile to return to after test mode.
        DisallowedInTestMode = 4 "disallowedInTestMode",
        /// v3
        CommandError = 7 "commandError",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the profile is deleted.
    DeleteProfileResponse, TAG, DeleteProfileResult
}

crate::arbitrary::arbitrary!(
    DeleteProfileRequest,
    any::<ProfileTarget>().prop_map(|target| Self { target })
);
