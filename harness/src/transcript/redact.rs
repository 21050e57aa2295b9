//! The one list of values that a transcript does not show, and what stands in their place.
//!
//! Everything else is stable at its source. A placeholder says what the value was and whether it was right, so
//! that a transcript changes when a signature no longer holds.

use signoff_protocol::message::Decode;
use signoff_protocol::notification::PendingNotification;
use signoff_protocol::tlv::{Tag, Tlv};

use crate::decode::{Decoded, Line, Role};

use super::signature::{self, SignatureVerdict, judge};

/// One kind of value and its placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The kind of value.
    pub role: Role,
    /// Forms of the text in its place.
    pub forms: &'static [&'static str],
    /// Why the value is not shown.
    pub why: &'static str,
}

/// The list.
pub const PLACEHOLDERS: [Placeholder; 4] = [
    Placeholder {
        role: Role::Signature,
        forms: &[
            "<signature valid, by eUICC EID, EUM NAME, CI NAME>",
            "<signature valid, by eUICC EID, EUM NAME, CI unknown>",
            "<signature invalid: REASON>",
            "<signature not verifiable: REASON>",
        ],
        why: "differs from key to key",
    },
    Placeholder {
        role: Role::Certificate,
        forms: &["<certificate of NAME>", "<certificate, malformed>"],
        why: "long, and differs from key to key",
    },
    Placeholder {
        role: Role::Challenge,
        forms: &["<challenge of N bytes>"],
        why: "random",
    },
    Placeholder {
        role: Role::Icon,
        forms: &["<icon of N bytes>"],
        why: "long",
    },
];

/// Puts placeholders in the place of values.
#[derive(Clone, Debug, Default)]
pub struct Redaction {
    ci_certificate: Option<Vec<u8>>,
}

impl Redaction {
    /// `ci_certificate` (DER) is the CI that is trusted: that of the simulated card. Without it a signature is
    /// checked up to the EUM, and the placeholder says so.
    pub const fn new(ci_certificate: Option<Vec<u8>>) -> Self {
        Self { ci_certificate }
    }

    /// The lines of `decoded`, which was read from `bytes`.
    pub fn apply(&self, decoded: &Decoded, bytes: &[u8]) -> Vec<String> {
        let mut verdicts = self.signatures(bytes).into_iter();
        let mut placeholder = |line: &Line| match line.role {
            Role::Plain | Role::Unknown | Role::Problem => line.value.clone(),
            Role::Signature => match verdicts.next() {
                Some(verdict) => format!("<signature {verdict}>"),
                None => "<signature not verifiable: it stands alone>".to_owned(),
            },
            Role::Certificate => signature::certificate_text(raw_of(line, bytes)),
            Role::Challenge => format!("<challenge of {} bytes>", value_of(line, bytes).len()),
            Role::Icon => format!("<icon of {} bytes>", value_of(line, bytes).len()),
        };
        // What a certificate says stands below it, and goes with it.
        let mut above = None;
        let lines = decoded.lines.iter().filter(|line| {
            let inside = above.is_some_and(|depth| line.depth > depth);
            if !inside {
                above = (line.role == Role::Certificate).then_some(line.depth);
            }
            !inside
        });
        lines
            .map(|line| {
                let value = placeholder(line);
                Line {
                    value,
                    ..line.clone()
                }
                .to_string()
            })
            .collect()
    }

    /// What is to be said of each signature, in the order of the notifications.
    fn signatures(&self, bytes: &[u8]) -> Vec<SignatureVerdict> {
        let response = Tlv::parse_exact(bytes).and_then(|tlv| tlv.expect(Tag(0xBF2B)));
        let Ok(Some(list)) = response.and_then(|response| response.find(Tag(0xA0))) else {
            return Vec::new();
        };
        list.children()
            .filter_map(Result::ok)
            .filter_map(|pending| PendingNotification::decode(pending).ok())
            .map(|pending| judge(&pending, self.ci_certificate.as_deref()))
            .collect()
    }
}

/// The bytes that a line stands for.
fn raw_of<'a>(line: &Line, bytes: &'a [u8]) -> &'a [u8] {
    bytes.get(line.bytes.clone()).unwrap_or_default()
}

/// The value of the element that a line stands for, or the bytes if the line stands for a value itself.
fn value_of<'a>(line: &Line, bytes: &'a [u8]) -> &'a [u8] {
    let raw = raw_of(line, bytes);
    Tlv::parse_exact(raw).map_or(raw, |tlv| tlv.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_lists_every_placeholder() {
        let document = include_str!("../../../docs/transcript-format.md");
        for placeholder in PLACEHOLDERS {
            for form in placeholder.forms {
                assert!(document.contains(form), "{form} of {:?}", placeholder.role);
            }
        }
    }
}
