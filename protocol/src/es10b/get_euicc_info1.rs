//! ES10b.GetEUICCInfo for EUICCInfo1, `BF20` (SGP.22 §5.7.8).

use crate::message::{Decode, Encode, Unknown, empty_request};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF20);

empty_request! {
    /// Asks for EUICCInfo1.
    GetEuiccInfo1Request, TAG
}

/// What an SM-DP+ needs before authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccInfo1 {
    /// `82`: SGP.22 version, major, minor, revision.
    pub svn: [u8; 3],
    /// `A9`: subject key identifiers of the CIs whose signatures the eUICC verifies.
    pub ci_pk_ids_for_verification: Vec<Vec<u8>>,
    /// `AA`: of the CIs for which it signs.
    pub ci_pk_ids_for_signing: Vec<Vec<u8>>,
    /// v3 elements and others.
    pub unknown: Unknown,
}

impl Encode for EuiccInfo1 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x82), &self.svn);
            write_key_ids(w, Tag(0xA9), &self.ci_pk_ids_for_verification);
            write_key_ids(w, Tag(0xAA), &self.ci_pk_ids_for_signing);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccInfo1 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x82 | 0xA9 | 0xAA)))?;
        Ok(Self {
            svn: tlv.child(Tag(0x82))?.array("3")?,
            ci_pk_ids_for_verification: read_key_ids(tlv.child(Tag(0xA9))?)?,
            ci_pk_ids_for_signing: read_key_ids(tlv.child(Tag(0xAA))?)?,
            unknown,
        })
    }
}

pub(super) fn write_key_ids(writer: &mut Writer, tag: Tag, ids: &[Vec<u8>]) {
    writer.constructed(tag, |w| {
        for id in ids {
            w.primitive(Tag(0x04), id);
        }
    });
}

pub(super) fn read_key_ids(list: Tlv<'_>) -> Result<Vec<Vec<u8>>, DecodeError> {
    list.children()
        .map(|id| Ok(id?.expect(Tag(0x04))?.value().to_vec()))
        .collect()
}

crate::arbitrary::arbitrary!(
    EuiccInfo1,
    (any::<[u8; 3]>(), key_ids(), key_ids(), any::<Unknown>()).prop_map(
        |(svn, ci_pk_ids_for_verification, ci_pk_ids_for_signing, unknown)| Self {
            svn,
            ci_pk_ids_for_verification,
            ci_pk_ids_for_signing,
            unknown
        }
    )
);

/// Lists of subject key identifiers.
#[cfg(any(test, feature = "strategies"))]
pub(super) fn key_ids() -> impl proptest::strategy::Strategy<Value = Vec<Vec<u8>>> {
    proptest::collection::vec(crate::arbitrary::blob(0..=20), 0..4)
}
