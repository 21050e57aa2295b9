//! How others select an ISD-R, and what it answers.

use serde::Deserialize;
use signoff_protocol::apdu::{Class, CommandApdu, ResponseApdu, ins};
use signoff_protocol::id::Aid;
use signoff_protocol::tlv::{Tag, Tlv};

use crate::vectors::{bytes, load};

#[derive(Deserialize)]
struct Selection {
    name: String,
    #[serde(default)]
    fci: Option<String>,
    #[serde(default)]
    svn: Option<String>,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

#[test]
fn commands_and_templates_of_an_isd_r_selection() {
    let mut templates = 0;
    for vector in load::<Selection>("apdu/select_isdr.json") {
        let name = vector.name.as_str();
        for key in [
            "open",
            "command",
            "get_response",
            "terminal_capability",
            "get_eid",
            "close",
        ] {
            let Some(text) = vector.rest.get(key).and_then(|value| value.as_str()) else {
                continue;
            };
            let command =
                CommandApdu::parse_hex(text).unwrap_or_else(|error| panic!("{name}, {key}: {error}"));
            assert_eq!(command.to_string(), text, "{name}, {key}");
            let class = Class::parse(command.view().cla).expect(name);
            let expected = match key {
                "open" | "close" => (ins::MANAGE_CHANNEL, false),
                "get_response" => (ins::GET_RESPONSE, false),
                "terminal_capability" => (ins::TERMINAL_CAPABILITY, true),
                "get_eid" => (ins::STORE_DATA, true),
                _ if command.view().ins == ins::TERMINAL_CAPABILITY => (ins::TERMINAL_CAPABILITY, true),
                _ if class.proprietary => (ins::STORE_DATA, true),
                _ => (ins::SELECT, false),
            };
            assert_eq!((command.view().ins, class.proprietary), expected, "{name}, {key}");
        }
        for key in ["open_response", "response", "get_eid_response"] {
            if let Some(text) = vector.rest.get(key).and_then(|value| value.as_str()) {
                let response = ResponseApdu::parse(&bytes(text)).expect(name);
                assert_eq!(response.to_string(), text, "{name}, {key}");
            }
        }
        let Some(fci) = vector.fci else { continue };
        templates += 1;
        let fci = bytes(&fci);
        let outer = Tlv::parse_exact(&fci).expect(name);
        let (aid, version) = if outer.tag() == Tag(0x6F) {
            let aid = Aid::from_tlv(outer.child(Tag(0x84)).expect(name)).expect(name);
            let isd_r = outer.find(Tag(0xE0)).expect(name);
            (
                Some(aid),
                isd_r.map(|isd_r| isd_r.child(Tag(0x82)).expect(name).value()),
            )
        } else {
            (
                None,
                Some(
                    outer
                        .expect(Tag(0xE0))
                        .expect(name)
                        .child(Tag(0x82))
                        .expect(name)
                        .value(),
                ),
            )
        };
        assert!(aid.is_none_or(|aid| aid == Aid::ISD_R), "{name}");
        if let Some(svn) = vector.svn {
            let digits: Vec<String> = version.expect(name).iter().map(u8::to_string).collect();
            assert_eq!(digits.join("."), svn, "{name}");
        }
    }
    assert!(templates >= 6);
}
