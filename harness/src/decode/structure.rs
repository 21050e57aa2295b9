//! Structures without a tag of their own, as they stand in the JSON messages of ES9+: each begins with `30`, and what is
//! in it tells which one it is.

use signoff_protocol::tlv::{Tag, Tlv};

use super::Decoded;
use super::field::Kind::{Certificate, Group};
use super::field::{Field, field};
use super::schema::OTHER;
use super::session_schema as session;
use super::tree::Tree;

const KNOWN: [Field; 7] = [
    field(0x30, "serverSigned1", Group(&session::SERVER_SIGNED1)),
    field(0x30, "euiccSigned1", Group(&session::EUICC_SIGNED1)),
    field(0x30, "smdpSigned2", Group(&session::SMDP_SIGNED2)),
    field(0x30, "euiccSigned2", Group(&session::EUICC_SIGNED2)),
    field(0x30, "euiccCancelSessionSigned", Group(&session::CANCEL_SIGNED)),
    field(0x30, "otherSignedNotification", Group(&OTHER)),
    field(0x30, "certificate", Certificate),
];

/// Reads such a structure, if the bytes are exactly one.
pub(super) fn structure(input: &[u8]) -> Option<Decoded> {
    let tlv = Tlv::parse_exact(input).ok()?.expect(Tag(0x30)).ok()?;
    let mut children = tlv.children();
    let mut next = || Some(children.next()?.ok()?.tag().0);
    let name = match (next(), next(), next()) {
        (Some(0x80), Some(0x81), Some(0x83)) => "serverSigned1",
        (Some(0x80), Some(0x83), Some(0x84)) => "euiccSigned1",
        (Some(0x80), Some(0x01), _) => "smdpSigned2",
        (Some(0x80), Some(0x5F49), _) => "euiccSigned2",
        (Some(0x80), Some(0x81), Some(0x82)) => "euiccCancelSessionSigned",
        (Some(0xBF2F), Some(0x5F37), _) => "otherSignedNotification",
        (Some(0x30), Some(0x30), Some(0x03)) => "certificate",
        _ => return None,
    };
    let known = KNOWN.iter().find(|known| known.name == name)?;
    let mut tree = Tree::new(0);
    tree.field(tlv, known, 0);
    Some(tree.finish())
}
