//! Response APDUs: the status word, and the data as far as they say of themselves what they are.

use signoff_protocol::apdu::{StatusClass, StatusWord};
use signoff_protocol::hex;
use signoff_protocol::tlv::Tlv;

use super::tree::Tree;
use super::{Decoded, Role, es10, schema, template};

/// Reads a response APDU: data as far as they say of themselves what they are, and the status word.
pub fn response(input: &[u8]) -> Decoded {
    let mut tree = Tree::new(0);
    let [data @ .., sw1, sw2] = input else {
        tree.line(
            0,
            "response",
            super::field::bytes(input),
            Role::Unknown,
            0..input.len(),
        );
        tree.problem(
            0,
            format!("{} bytes are too few for a status word", input.len()),
            0,
        );
        return tree.finish();
    };
    let status = StatusWord::from_bytes(*sw1, *sw2);
    let place = data.len()..input.len();
    tree.line(0, "response", status_text(status), Role::Plain, place);
    if data.is_empty() {
        return tree.finish();
    }
    let tlv = Tlv::parse_exact(data);
    let template = [template::FCI, template::FCP, template::PROACTIVE_COMMAND]
        .into_iter()
        .find(|template| tlv.as_ref().is_ok_and(|tlv| tlv.tag().0 == template.tag));
    match (tlv, template) {
        (Ok(tlv), Some(template)) => tree.field(tlv, &template, 1),
        (Ok(tlv), None) if schema::function(tlv.tag()).is_some() => {
            tree.take(es10::response_at(data, 1));
        }
        _ => tree.line(1, "data", hex::encode(data), Role::Unknown, 0..data.len()),
    }
    tree.finish()
}

fn status_text(status: StatusWord) -> String {
    let waiting = |count| if count == 0 { 256 } else { u32::from(count) };
    let meaning = status.meaning();
    match status.class() {
        StatusClass::MoreData(0) => format!("{status} {meaning}, 256 or more"),
        StatusClass::MoreData(count) => format!("{status} {meaning}, {count}"),
        StatusClass::Proactive(count) => format!("{status} {meaning}, {} bytes", waiting(count)),
        StatusClass::WrongLe(right) => format!("{status} {meaning}, {} is right", waiting(right)),
        StatusClass::Ok | StatusClass::Warning | StatusClass::Error => format!("{status} {meaning}"),
    }
}
