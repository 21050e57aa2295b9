//! Parts of a bound profile package: some segments are a header whose elements come later (SGP.22 §2.5.5).

use signoff_protocol::es8p::BOUND_PROFILE_PACKAGE;
use signoff_protocol::es10b::{BppCommandId, ErrorReason};
use signoff_protocol::tlv::{Tag, Tlv};

use super::{Bsp, BspError};

/// Sequences of the package, in its order.
pub(super) const SEQUENCE_OF_87: Tag = Tag(0xA0);
pub(super) const SEQUENCE_OF_88: Tag = Tag(0xA1);
pub(super) const SECOND_SEQUENCE_OF_87: Tag = Tag(0xA2);
pub(super) const SEQUENCE_OF_86: Tag = Tag(0xA3);

/// Whether a request is a segment, and no ES10 function of its own.
pub(crate) fn is_segment(request: &[u8]) -> bool {
    matches!(request.first(), Some(0x86..=0x88 | 0xA0..=0xA3))
        || Tag::read(request) == Some(BOUND_PROFILE_PACKAGE)
}

/// Why the package is not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) command: BppCommandId,
    pub(super) reason: ErrorReason,
    pub(super) sima_response: Option<Vec<u8>>,
}

impl Failure {
    pub(super) const fn new(command: BppCommandId, reason: ErrorReason) -> Self {
        Self {
            command,
            reason,
            sima_response: None,
        }
    }

    /// Malformed inside the protection or around it.
    pub(super) const fn structure(command: BppCommandId) -> Self {
        Self::new(command, ErrorReason::Scp03tStructureError)
    }

    pub(super) const fn input(command: BppCommandId) -> Self {
        Self::new(command, ErrorReason::IncorrectInputValues)
    }
}

/// The length that the header of `tag` announces, and what is there of the value.
pub(super) fn header(bytes: &[u8], tag: Tag) -> Option<(usize, &[u8])> {
    let (found, value) = match Tlv::parse(bytes) {
        Ok((tlv, [])) => {
            return (tlv.tag() == tag).then_some((tlv.value().len(), tlv.value()));
        }
        Ok(_) => return None,
        Err(_) => Tlv::cut(bytes)?,
    };
    let length = bytes.get(tag.len()..bytes.len() - value.len())?;
    let (first, digits) = length.split_first()?;
    let length = match digits {
        [] => usize::from(*first),
        digits => digits
            .iter()
            .fold(0, |length, digit| length << 8 | usize::from(*digit)),
    };
    (found == tag && value.len() < length).then_some((length, value))
}

/// Opens the protected elements that `bytes` consist of. All have the tag `tag`.
pub(super) fn open_all(
    bsp: &mut Bsp,
    mut bytes: &[u8],
    tag: Tag,
    command: BppCommandId,
    plain: &mut Vec<u8>,
) -> Result<(), Failure> {
    while !bytes.is_empty() {
        let (element, rest) = Tlv::parse(bytes).map_err(|_| Failure::structure(command))?;
        if element.tag() != tag {
            return Err(Failure::structure(command));
        }
        let opened = bsp.open(element.raw()).map_err(|error| match error {
            BspError::Structure => Failure::structure(command),
            BspError::Security => Failure::new(command, ErrorReason::Scp03tSecurityError),
        })?;
        plain.extend_from_slice(&opened);
        bytes = rest;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_with_and_without_their_elements() {
        let check =
            |bytes: &[u8], tag: u32| header(bytes, Tag(tag)).map(|(length, rest)| (length, rest.len()));
        assert_eq!(check(b"\xA1\x2B", 0xA1), Some((0x2B, 0)));
        assert_eq!(check(b"\xA3\x82\x09\xD4", 0xA3), Some((0x9D4, 0)));
        assert_eq!(check(b"\xBF\x36\x82\x01\x00\xBF\x23\x00", 0xBF36), Some((256, 3)));
        assert_eq!(check(b"\xA1\x03\x88\x01\x00", 0xA1), Some((3, 3)));
        assert_eq!(check(b"\xA3\x00", 0xA3), Some((0, 0)));
        assert_eq!(check(b"\xA1\x2B", 0xA3), None);
        assert_eq!(check(b"\xA1", 0xA1), None);
        assert_eq!(check(b"\xA1\x82\x01", 0xA1), None);
        assert_eq!(check(b"\xA1\x01\x00\x00", 0xA1), None, "bytes behind the element");
    }

    #[test]
    fn segments_are_told_from_functions() {
        for request in [
            &b"\xBF\x36\x05"[..],
            b"\xA0\x00",
            b"\xA3\x05",
            b"\x86\x00",
            b"\x88",
        ] {
            assert!(is_segment(request), "{request:02X?}");
        }
        for request in [&b"\xBF\x2E\x00"[..], b"\xBF", b"", b"\x30\x00", b"\xA4\x00"] {
            assert!(!is_segment(request), "{request:02X?}");
        }
    }
}
