//! Command APDUs.

use signoff_protocol::apdu::{ChannelNumber, Class, Command, ins};
use signoff_protocol::hex;
use signoff_protocol::id::Aid;
use signoff_protocol::store_data::{P1_LAST, P1_MORE};
use signoff_protocol::tlv::{Children, Tag};

use super::guess::ins_name;
use super::tree::Tree;
use super::{Decoded, Role, es10, field, schema, template};

/// Reads a command APDU, and the ES10 request in a STORE DATA that is complete in itself.
pub fn command(input: &[u8]) -> Decoded {
    let mut tree = Tree::new(0);
    let command = match Command::parse(input) {
        Ok(command) => command,
        Err(error) => {
            let name = input.get(1).copied().and_then(ins_name).unwrap_or("command");
            tree.line(0, name, field::bytes(input), Role::Unknown, 0..input.len());
            if let [_, ins::STORE_DATA, P1_LAST, 0, _, request @ ..] = input {
                let request = es10::request_at(request, 5, 1);
                tree.take(request);
            }
            tree.problem(0, error.to_string(), 4.min(input.len()));
            return tree.finish();
        }
    };
    let name = ins_name(command.ins).map_or_else(|| format!("INS {:02X}", command.ins), str::to_owned);
    let label = match Class::parse(command.cla) {
        Some(class) if class.channel == ChannelNumber::BASIC => name,
        Some(class) => format!("{name}, channel {}", class.channel),
        None => format!("{name}, reserved class {:02X}", command.cla),
    };
    let data_at = match (command.data.is_empty(), command.extended) {
        (true, _) => 4,
        (false, false) => 5,
        (false, true) => 7,
    };
    tree.line(0, label, parameters(&command), Role::Plain, 0..input.len());
    if command.data.is_empty() {
        return tree.finish();
    }
    let place = data_at..data_at + command.data.len();
    match command.ins {
        ins::STORE_DATA if command.p1 == P1_LAST && command.p2 == 0 => {
            tree.take(es10::request_at(command.data, data_at, 1));
        }
        ins::STORE_DATA if command.p2 == 0 => {
            let function = Tag::read(command.data).and_then(schema::function);
            let label = function.map_or("segment".to_owned(), |function| {
                format!("start of {} request", function.name)
            });
            tree.line(1, label, hex::encode(command.data), Role::Unknown, place);
        }
        // What somebody typed to unlock a card does not belong on a screen.
        ins::VERIFY => tree.line(
            1,
            "PIN",
            format!("{} bytes, not shown", command.data.len()),
            Role::Plain,
            place,
        ),
        ins::SELECT if command.p1 == 0x04 => match Aid::from_bytes(command.data) {
            Ok(aid) => tree.line(1, "AID", field::aid(&aid), Role::Plain, place),
            Err(error) => {
                tree.line(1, "AID", hex::encode(command.data), Role::Unknown, place);
                tree.problem(1, error.to_string(), data_at);
            }
        },
        ins::SELECT => tree.line(
            1,
            file_kind(command.p1),
            hex::encode(command.data),
            Role::Plain,
            place,
        ),
        ins::TERMINAL_CAPABILITY => {
            let mut inner = Tree::new(data_at);
            inner.elements(Children::of(command.data), &[template::TERMINAL_CAPABILITY], 1);
            tree.take(inner.finish());
        }
        ins::TERMINAL_RESPONSE => {
            let mut inner = Tree::new(data_at);
            inner.elements(Children::of(command.data), &template::CAT, 1);
            tree.take(inner.finish());
        }
        _ => tree.line(1, "data", hex::encode(command.data), Role::Unknown, place),
    }
    tree.finish()
}

const fn file_kind(p1: u8) -> &'static str {
    match p1 {
        0x00 => "file identifier",
        0x08 => "path from the MF",
        0x09 => "path from the current DF",
        _ => "file",
    }
}

/// P1, P2 and Le in words.
fn parameters(command: &Command<'_>) -> String {
    let (p1, p2) = (command.p1, command.p2);
    let mut parts = vec![match command.ins {
        ins::STORE_DATA => match p1 {
            P1_LAST if p2 == 0 => "one segment".to_owned(),
            P1_LAST => format!("last segment, number {p2}"),
            P1_MORE => format!("segment {p2}, more follow"),
            _ => format!("P1 {p1:02X}, P2 {p2:02X}"),
        },
        ins::MANAGE_CHANNEL => match (p1, p2) {
            (0x00, 0) => "open a channel, number by the card".to_owned(),
            (0x00, number) => format!("open channel {number}"),
            (0x80, 0) => "close this channel".to_owned(),
            (0x80, number) => format!("close channel {number}"),
            _ => format!("P1 {p1:02X}, P2 {p2:02X}"),
        },
        ins::SELECT => {
            let what = match p1 {
                0x04 => "by AID",
                0x08 | 0x09 => "by path",
                _ => "by file identifier",
            };
            let answer = match p2 & 0x0C {
                0x00 => "FCI wanted",
                0x04 => "FCP wanted",
                _ => "no data wanted",
            };
            format!("{what}, {answer}")
        }
        ins::READ_BINARY | ins::UPDATE_BINARY if p1 & 0x80 != 0 => {
            format!("short file identifier {:02X}, offset {p2}", p1 & 0x1F)
        }
        ins::READ_BINARY | ins::UPDATE_BINARY => format!("offset {}", u16::from_be_bytes([p1, p2])),
        ins::READ_RECORD | ins::UPDATE_RECORD => format!("record {p1}, mode {p2:02X}"),
        ins::VERIFY => format!("key reference {p2:02X}"),
        _ if p1 == 0 && p2 == 0 => String::new(),
        _ => format!("P1 {p1:02X}, P2 {p2:02X}"),
    }];
    if !command.data.is_empty() {
        parts.push(format!("Lc {}", command.data.len()));
    }
    if let Some(le) = command.le {
        parts.push(format!("Le {le}"));
    }
    if command.extended {
        parts.push("extended length".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}
