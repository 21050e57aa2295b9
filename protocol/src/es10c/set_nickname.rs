//! ES10c.SetNickname, `BF29` (SGP.22 §5.7.21).

use crate::id::Iccid;
use crate::message::{Decode, Encode, Unknown, result_codes, result_response};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF29);

/// Names a profile as its user likes; an empty text takes the name away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetNicknameRequest {
    /// `5A`
    pub iccid: Iccid,
    /// `90`, at most 64 bytes of UTF-8
    pub nickname: String,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for SetNicknameRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x5A), self.iccid.as_bytes());
            w.text(Tag(0x90), &self.nickname).raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for SetNicknameRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let (mut iccid, mut nickname) = (None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x5A) => iccid = Some(Iccid::from_tlv(child)?),
                Tag(0x90) => nickname = Some(child.text()?.to_owned()),
                _ => unknown.keep(child),
            }
        }
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: tlv.offset(),
        };
        Ok(Self {
            iccid: iccid.ok_or_else(|| missing(Tag(0x5A)))?,
            nickname: nickname.ok_or_else(|| missing(Tag(0x90)))?,
            unknown,
        })
    }
}

result_codes! {
    /// Result of SetNickname.
    SetNicknameResult {
        /// The name is set.
        Ok = 0 "ok",
        /// No such profile.
        IccidNotFound = 1 "iccidNotFound",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the name was set.
    SetNicknameResponse, TAG, SetNicknameResult
}

crate::arbitrary::arbitrary!(
    SetNicknameRequest,
    (any::<Iccid>(), crate::arbitrary::text(64), any::<Unknown>()).prop_map(|(iccid, nickname, unknown)| {
        Self {
            iccid,
            nickname,
            unknown,
        }
    })
);
