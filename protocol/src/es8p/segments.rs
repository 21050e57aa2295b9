//! How a bound profile package goes to the eUICC: one ES10 command for each segment (SGP.22 §2.5.5).

use super::{BOUND_PROFILE_PACKAGE, INITIALISE_SECURE_CHANNEL};
use crate::tlv::{DecodeError, Sequence, Tag, Tlv};

/// Cuts `package` as it was received; the segments one after the other are the package. In this order:
///
/// - tag and length of the package with the complete `BF23`,
/// - the complete `A0`,
/// - tag and length of `A1`, then each `88`,
/// - the complete `A2`, if there is one,
/// - tag and length of `A3`, then each `86`.
///
/// Nothing else becomes a segment: each of them goes to the eUICC as a command, and an SM-DP+ that could add one of its
/// own could have profiles deleted or the eUICC memory reset.
///
/// # Errors
/// Another element, one in another place, a malformed one, a missing `BF23`, `A0`, `A1` or `A3`, or an `A3` without any
/// `86`.
pub fn segments(package: &[u8]) -> Result<Vec<&[u8]>, DecodeError> {
    let outer = Tlv::parse_exact(package)?.expect(BOUND_PROFILE_PACKAGE)?;
    let mut parts = Sequence::of(outer);
    let mut segments = Vec::new();
    for part in PARTS {
        let found = if part.is_optional {
            parts.next_if(part.tag)?
        } else {
            Some(parts.next(part.tag)?)
        };
        let Some(found) = found else { continue };
        // The header of the package goes with its first part.
        let start = if segments.is_empty() { 0 } else { found.offset() };
        let end = found.offset() + found.raw().len();
        let Some(elements) = part.elements else {
            segments.extend(package.get(start..end));
            continue;
        };
        segments.extend(package.get(start..end - found.value().len()));
        for element in found.children() {
            segments.push(element?.expect(elements)?.raw());
        }
        if part.tag == PROFILE_ELEMENTS && found.value().is_empty() {
            return Err(DecodeError::Missing {
                tag: elements,
                offset: found.offset(),
            });
        }
    }
    parts.end()?;
    Ok(segments)
}

/// A part of the package.
struct Part {
    tag: Tag,
    /// Tag of the elements that are segments of their own; without, the part is sent complete.
    elements: Option<Tag>,
    is_optional: bool,
}

const PROFILE_ELEMENTS: Tag = Tag(0xA3);

const PARTS: [Part; 5] = [
    part(INITIALISE_SECURE_CHANNEL, None),
    part(Tag(0xA0), None),
    part(Tag(0xA1), Some(Tag(0x88))),
    Part {
        is_optional: true,
        ..part(Tag(0xA2), None)
    },
    part(PROFILE_ELEMENTS, Some(Tag(0x86))),
];

const fn part(tag: Tag, elements: Option<Tag>) -> Part {
    Part {
        tag,
        elements,
        is_optional: false,
    }
}
