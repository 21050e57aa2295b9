//! How a bound profile package goes to the eUICC: one ES10 command for each segment (SGP.22 §2.5.5).

use super::{BOUND_PROFILE_PACKAGE, INITIALISE_SECURE_CHANNEL};
use crate::tlv::{DecodeError, Tag, Tlv};

/// Cuts `package` as it was received; the segments one after the other are the package. In this order:
///
/// - tag and length of the package with the complete `BF23`,
/// - the complete `A0`,
/// - tag and length of `A1`, then each `88`,
/// - the complete `A2`, if there is one,
/// - tag and length of `A3`, then each `86`.
///
/// # Errors
/// Another element, a malformed one, a missing `BF23`, `A0`, `A1` or `A3`, or an `A3` without any `86`.
pub fn segments(package: &[u8]) -> Result<Vec<&[u8]>, DecodeError> {
    let outer = Tlv::parse_exact(package)?.expect(BOUND_PROFILE_PACKAGE)?;
    let missing = |tag| DecodeError::Missing {
        tag,
        offset: outer.offset(),
    };
    let mut segments = Vec::new();
    let first = outer.child(INITIALISE_SECURE_CHANNEL)?;
    for tag in [0xA0, 0xA1] {
        outer.child(Tag(tag))?;
    }
    let elements = outer.child(Tag(0xA3))?;
    if elements.children().next().is_none() {
        return Err(DecodeError::Missing {
            tag: Tag(0x86),
            offset: elements.offset(),
        });
    }
    for (position, child) in outer.children().enumerate() {
        let child = child?;
        match child.tag() {
            INITIALISE_SECURE_CHANNEL if position == 0 => {
                let end = first.offset() + first.raw().len();
                segments.push(
                    package
                        .get(..end)
                        .ok_or_else(|| missing(INITIALISE_SECURE_CHANNEL))?,
                );
            }
            _ if position == 0 => return Err(missing(INITIALISE_SECURE_CHANNEL)),
            Tag(0xA1 | 0xA3) => {
                let header = child.raw().len() - child.value().len();
                segments.push(child.raw().get(..header).unwrap_or_default());
                let tag = if child.tag() == Tag(0xA1) { 0x88 } else { 0x86 };
                for element in child.children() {
                    segments.push(element?.expect(Tag(tag))?.raw());
                }
            }
            _ => segments.push(child.raw()),
        }
    }
    Ok(segments)
}
