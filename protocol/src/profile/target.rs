//! Which profile a request means.

use super::tags;
use crate::id::{Aid, Iccid};
use crate::message::Encode;
use crate::tlv::{DecodeError, Tlv, Writer};

/// How a request names a profile: by its ICCID or by the AID of its ISD-P.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileTarget {
    /// Tag `5A`
    Iccid(Iccid),
    /// Tag `4F`
    IsdpAid(Aid),
}

impl ProfileTarget {
    /// Reads the CHOICE from a `5A` or `4F` element.
    ///
    /// # Errors
    /// Another tag, or a value of the wrong length.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.tag() {
            tags::ICCID => Iccid::from_tlv(tlv).map(Self::Iccid),
            tags::ISDP_AID => Aid::from_tlv(tlv).map(Self::IsdpAid),
            found => Err(DecodeError::UnexpectedTag {
                expected: tags::ICCID,
                found,
                offset: tlv.offset(),
            }),
        }
    }
}

impl Encode for ProfileTarget {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Iccid(iccid) => writer.primitive(tags::ICCID, iccid.as_bytes()),
            Self::IsdpAid(aid) => writer.primitive(tags::ISDP_AID, aid.as_bytes()),
        };
    }
}

impl std::fmt::Display for ProfileTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Iccid(iccid) => write!(f, "ICCID {iccid}"),
            Self::IsdpAid(aid) => write!(f, "ISD-P {aid}"),
        }
    }
}

crate::arbitrary::arbitrary!(
    ProfileTarget,
    prop_oneof![
        any::<Iccid>().prop_map(Self::Iccid),
        any::<Aid>().prop_map(Self::IsdpAid)
    ]
);
