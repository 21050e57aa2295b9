//! Bytes of which nobody said what they are.

use signoff_protocol::apdu::{Class, Command, ins};
use signoff_protocol::tlv::{Tag, Tlv};

use super::tree::Tree;
use super::{Decoded, command, es10, response, schema, structure, upp};

/// Reads bytes of which nobody said what they are. The first of these that fits:
///
/// 1. an ES10 message: exactly one element, with the tag of a function of SGP.22;
/// 2. a structure of an RSP session that has no tag of its own, or a certificate: exactly one `30`;
/// 3. a profile package: elements from a header to an end;
/// 4. a command APDU: the four cases of ISO/IEC 7816-4, with a class and an instruction that are known here;
/// 5. an ES10 response with its status word;
/// 6. a damaged ES10 message: it starts with the tag of one;
/// 7. any other response APDU: the last two bytes are a status word (`9xxx`, `6xxx`);
/// 8. a damaged command APDU: its header has a class and an instruction that are known here;
/// 9. any other sequence of elements.
pub fn decode(input: &[u8]) -> Decoded {
    let message = Tag::read(input).and_then(schema::function).is_some();
    if message && Tlv::parse_exact(input).is_ok() {
        es10(input)
    } else if let Some(decoded) = structure::structure(input) {
        decoded
    } else if upp::is_upp(input) {
        upp(input)
    } else if has_command_header(input) && Command::parse(input).is_ok() {
        command(input)
    } else if message {
        match input {
            [data @ .., _, _] if has_status(input) && Tlv::parse_exact(data).is_ok() => response(input),
            _ => es10(input),
        }
    } else if has_status(input) {
        response(input)
    } else if has_command_header(input) {
        command(input)
    } else {
        let mut tree = Tree::new(0);
        tree.unknown_elements(input, 0, 0);
        tree.finish()
    }
}

fn has_command_header(input: &[u8]) -> bool {
    matches!(input, [cla, ins, _, _, ..] if Class::parse(*cla).is_some() && ins_name(*ins).is_some())
}

fn has_status(input: &[u8]) -> bool {
    matches!(input, [.., 0x61..=0x6F | 0x90..=0x9F, _])
}

/// Name of an instruction that is decoded here.
pub(super) const fn ins_name(ins: u8) -> Option<&'static str> {
    Some(match ins {
        ins::TERMINAL_PROFILE => "TERMINAL PROFILE",
        ins::FETCH => "FETCH",
        ins::TERMINAL_RESPONSE => "TERMINAL RESPONSE",
        ins::VERIFY => "VERIFY PIN",
        ins::MANAGE_CHANNEL => "MANAGE CHANNEL",
        ins::SELECT => "SELECT",
        ins::TERMINAL_CAPABILITY => "TERMINAL CAPABILITY",
        ins::READ_BINARY => "READ BINARY",
        ins::READ_RECORD => "READ RECORD",
        ins::GET_RESPONSE => "GET RESPONSE",
        ins::ENVELOPE => "ENVELOPE",
        ins::GET_DATA => "GET DATA",
        ins::UPDATE_BINARY => "UPDATE BINARY",
        ins::UPDATE_RECORD => "UPDATE RECORD",
        ins::STORE_DATA => "STORE DATA",
        ins::STATUS => "STATUS",
        _ => return None,
    })
}
