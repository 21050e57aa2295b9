//! What several elements read in the same way.

use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// SEQUENCE
pub(super) const SEQUENCE: Tag = Tag(0x30);
/// OCTET STRING
pub(super) const OCTETS: Tag = Tag(0x04);

/// A part that must be there.
pub(super) fn required<T>(part: Option<T>, parent: Tlv<'_>, tag: Tag) -> Result<T, DecodeError> {
    part.ok_or(DecodeError::Missing {
        tag,
        offset: parent.offset(),
    })
}

/// UInt16
pub(super) fn uint16(tlv: Tlv<'_>) -> Result<u16, DecodeError> {
    u16::try_from(tlv.unsigned()?).map_err(|_| tlv.invalid("number above 65535"))
}

/// A path of at most four file identifiers; the empty one is the MF.
pub(super) fn path(tlv: Tlv<'_>) -> Result<Vec<u8>, DecodeError> {
    match tlv.value().len() {
        0 | 2 | 4 | 6 | 8 => Ok(tlv.value().to_vec()),
        _ => Err(tlv.wrong_length("0, 2, 4, 6 or 8")),
    }
}

/// An unsigned number in as few bytes as possible, without the sign bit of an INTEGER: sizes of files.
pub(super) fn size(tlv: Tlv<'_>) -> Result<u32, DecodeError> {
    match tlv.value() {
        [] => Err(tlv.wrong_length("1 to 4")),
        bytes if bytes.len() <= 4 => Ok(bytes.iter().fold(0, |size, byte| size << 8 | u32::from(*byte))),
        _ => Err(tlv.wrong_length("1 to 4")),
    }
}

/// Writes what [`size`] reads.
pub(super) fn write_size(writer: &mut Writer, tag: Tag, size: u32) {
    let bytes = size.to_be_bytes();
    let skip = bytes.iter().take(3).take_while(|byte| **byte == 0).count();
    writer.primitive(tag, bytes.get(skip..).unwrap_or_default());
}
