//! ES10b.GetEUICCChallenge, `BF2E` (SGP.22 §5.7.7).

use crate::message::{Decode, Encode, Unknown, empty_request};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF2E);

empty_request! {
    /// Asks for a fresh challenge.
    GetEuiccChallengeRequest, TAG
}

/// The challenge, new for each session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetEuiccChallengeResponse {
    /// `80`: 16 random bytes.
    pub challenge: [u8; 16],
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for GetEuiccChallengeResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x80), &self.challenge)
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetEuiccChallengeResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let challenge = tlv.child(Tag(0x80))?.array("16")?;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            if child.tag() != Tag(0x80) {
                unknown.keep(child);
            }
        }
        Ok(Self { challenge, unknown })
    }
}

crate::arbitrary::arbitrary!(
    GetEuiccChallengeResponse,
    any::<([u8; 16], Unknown)>().prop_map(|(challenge, unknown)| Self { challenge, unknown })
);
