//! Identifiers, lengths and elements, with their edges.

use serde::Deserialize;
use signoff_protocol::hex;
use signoff_protocol::id::{Eid, Iccid, MccMnc};
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use crate::vectors::{bytes, load};

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Identifier {
    Eid { text: String, valid: bool },
    EidCheckDigits { text: String, eid: String },
    Iccid { text: String, bytes: String },
    MccMnc { text: String, bytes: String },
}

#[test]
fn identifiers_as_others_code_them() {
    for vector in load::<Identifier>("id/identifiers.json") {
        match vector {
            Identifier::Eid { text, valid } => assert_eq!(text.parse::<Eid>().is_ok(), valid, "{text}"),
            Identifier::EidCheckDigits { text, eid } => {
                assert_eq!(Eid::with_check_digits(&text).map(|eid| eid.to_string()), Ok(eid));
            }
            Identifier::Iccid { text, bytes } => {
                let iccid: Iccid = text.parse().expect(&text);
                assert_eq!(hex::encode(iccid.as_bytes()), bytes);
                assert_eq!(iccid.to_string(), text);
            }
            Identifier::MccMnc { text, bytes } => {
                let code: MccMnc = text.parse().expect(&text);
                assert_eq!(hex::encode(code.as_bytes()), bytes);
                assert_eq!(code.to_string(), text);
            }
        }
    }
}

#[derive(Deserialize)]
struct LengthField {
    length: usize,
    encoded: String,
}

#[test]
fn length_fields() {
    for vector in load::<LengthField>("tlv/lengths.json") {
        let mut writer = Writer::new();
        writer.primitive(Tag(0x80), &vec![0; vector.length]);
        let written = writer.into_bytes();
        let field = bytes(&vector.encoded);
        assert_eq!(written.get(1..=field.len()), Some(field.as_slice()));
        assert_eq!(
            Tlv::parse_exact(&written).map(|tlv| tlv.value().len()),
            Ok(vector.length)
        );
    }
}

#[derive(Deserialize)]
struct Edge {
    name: String,
    hex: String,
    expect: String,
}

#[test]
fn edges_of_tlv() {
    for vector in load::<Edge>("tlv/edges.json") {
        let (name, bytes) = (vector.name, bytes(&vector.hex));
        let read = Tlv::parse_exact(&bytes);
        let (what, rest) = vector.expect.split_once(' ').unwrap_or((&vector.expect, ""));
        match (what, rest) {
            ("refused", "") => assert!(read.is_err(), "{name}"),
            ("trailing", "") => assert!(
                matches!(read, Err(DecodeError::Trailing { offset: 3, .. })),
                "{name}"
            ),
            ("child", "refused") => {
                assert!(
                    read.expect(&name).children().any(|child| child.is_err()),
                    "{name}"
                );
            }
            ("not", "minimal") => assert!(!read.expect(&name).has_minimal_length(), "{name}"),
            ("tag", tag) => assert_eq!(read.expect(&name).tag().to_string(), tag, "{name}"),
            ("empty", "") => assert!(read.expect(&name).value().is_empty(), "{name}"),
            ("bits", "refused") => assert!(read.expect(&name).bits().is_err(), "{name}"),
            ("bits", numbers) => {
                let bits = read.expect(&name).bits().expect(&name);
                let found: Vec<String> = bits.iter().map(|number| number.to_string()).collect();
                assert_eq!(found.join(" "), numbers, "{name}");
            }
            ("number", number) => {
                assert_eq!(
                    read.expect(&name).unsigned().map(|n| n.to_string()),
                    Ok(number.to_owned()),
                    "{name}"
                );
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}
