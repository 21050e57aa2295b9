//! The one thing that an LPA reads in a server's certificate: which SM-DP+ it is for (SGP.22 §4.5.2.1).

use signoff_protocol::id::Oid;
use signoff_protocol::tlv::{Tag, Tlv};

const SEQUENCE: Tag = Tag(0x30);
/// id-ce-subjectAltName, 2.5.29.17
const SUBJECT_ALT_NAME: [u8; 3] = [0x55, 0x1D, 0x11];
/// registeredID in GeneralNames
const REGISTERED_ID: Tag = Tag(0x88);

/// The registered object identifier among the subject's alternative names.
pub(super) fn registered_id(certificate: &[u8]) -> Option<Oid> {
    let tbs = Tlv::parse_exact(certificate).ok()?.child(SEQUENCE).ok()?;
    let extensions = tbs.find(Tag(0xA3)).ok()??.child(SEQUENCE).ok()?;
    let names = extensions.children().flatten().find(|extension| {
        let id = extension.find(Tag(0x06)).ok().flatten();
        id.is_some_and(|id| id.value() == SUBJECT_ALT_NAME)
    })?;
    let names = Tlv::parse_exact(names.child(Tag(0x04)).ok()?.value()).ok()?;
    let id = names.find(REGISTERED_ID).ok()??;
    Oid::from_tlv(id).ok()
}
