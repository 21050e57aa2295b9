//! Properties of the codecs below ES10: TLV, APDU, STORE DATA, identifiers, hex.

use proptest::prelude::*;
use signoff_protocol::apdu::{
    ChannelNumber, Class, Command, CommandApdu, ResponseApdu, StatusClass, StatusWord,
};
use signoff_protocol::hex;
use signoff_protocol::id::{Aid, Eid, Iccid, MccMnc};
use signoff_protocol::store_data::{Reassembly, segments};
use signoff_protocol::tlv::{Bits, Children, Tag, Tlv, Writer, walk};

/// A tree of elements: what a writer can be asked to write.
#[derive(Clone, Debug)]
enum Node {
    Primitive(Tag, Vec<u8>),
    Constructed(Tag, Vec<Node>),
}

fn node() -> impl Strategy<Value = Node> {
    let length = prop_oneof![0usize..20, 120usize..135, 250usize..260];
    let value = length.prop_flat_map(|length| proptest::collection::vec(any::<u8>(), length));
    let leaf = (any::<Tag>(), value).prop_map(|(tag, value)| Node::Primitive(tag, value));
    leaf.prop_recursive(6, 40, 5, |inner| {
        (any::<Tag>(), proptest::collection::vec(inner, 0..5))
            .prop_map(|(tag, children)| Node::Constructed(tag, children))
    })
}

fn write(node: &Node, writer: &mut Writer) {
    match node {
        Node::Primitive(tag, value) => writer.primitive(*tag, value),
        Node::Constructed(tag, children) => {
            writer.constructed(*tag, |w| children.iter().for_each(|child| write(child, w)))
        }
    };
}

/// Whether the view shows the tree, with minimal lengths and offsets that point at the raw bytes.
fn shows(node: &Node, tlv: Tlv<'_>, all: &[u8]) -> bool {
    let place = all.get(tlv.offset()..tlv.offset() + tlv.raw().len());
    let own = tlv.has_minimal_length() && place == Some(tlv.raw());
    own && match node {
        Node::Primitive(tag, value) => tlv.tag() == *tag && tlv.value() == value,
        Node::Constructed(tag, children) => {
            let found: Result<Vec<Tlv<'_>>, _> = tlv.children().collect();
            tlv.tag() == *tag
                && found.is_ok_and(|found| {
                    found.len() == children.len()
                        && children
                            .iter()
                            .zip(found)
                            .all(|(child, tlv)| shows(child, tlv, all))
                })
        }
    }
}

proptest! {
    #[test]
    fn the_view_shows_what_the_writer_wrote(node in node()) {
        let mut writer = Writer::new();
        write(&node, &mut writer);
        let bytes = writer.into_bytes();
        prop_assert!(shows(&node, Tlv::parse_exact(&bytes).unwrap(), &bytes));
    }

    #[test]
    fn a_cut_element_is_refused_at_a_place_inside(node in node(), keep in 0.0..1.0) {
        let mut writer = Writer::new();
        write(&node, &mut writer);
        let bytes = writer.into_bytes();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a fraction of a small length")]
        let cut = (bytes.len() as f64 * keep) as usize;
        let error = Tlv::parse_exact(&bytes[..cut]).unwrap_err();
        let offset = match error {
            signoff_protocol::tlv::DecodeError::Truncated { offset, needed } => {
                prop_assert!(needed > 0);
                offset
            }
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        prop_assert_eq!(offset, cut);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let mut end = 0;
        for tlv in Children::of(&bytes) {
            let Ok(tlv) = tlv else { break };
            prop_assert_eq!(tlv.offset(), end);
            end += tlv.raw().len();
            let _ = (tlv.unsigned(), tlv.boolean(), tlv.bits(), tlv.text(), tlv.small(), tlv.array::<3>("3"));
        }
        prop_assert!(end <= bytes.len());
        let _ = walk(&bytes, |_, _| ());
    }

    #[test]
    fn deep_nesting_ends_in_an_error(levels in 1usize..100) {
        let mut bytes = Vec::new();
        for _ in 0..levels {
            let mut writer = Writer::new();
            writer.constructed(Tag(0xA0), |w| { w.raw(&bytes); });
            bytes = writer.into_bytes();
        }
        let mut seen = 0;
        let done = walk(&bytes, |_, _| seen += 1);
        prop_assert_eq!(done.is_ok(), levels < signoff_protocol::tlv::MAX_DEPTH);
        prop_assert_eq!(seen, levels.min(signoff_protocol::tlv::MAX_DEPTH));
    }

    #[test]
    fn a_tag_is_read_back(tag: Tag, rest: Vec<u8>) {
        let mut bytes = tag.0.to_be_bytes()[4 - tag.len()..].to_vec();
        bytes.extend(rest);
        prop_assert_eq!(Tag::read(&bytes), Some(tag));
        prop_assert_eq!(tag.to_string().len(), tag.len() * 2);
    }

    #[test]
    fn what_reads_as_a_tag_is_well_formed(bytes: Vec<u8>) {
        if let Some(tag) = Tag::read(&bytes) {
            prop_assert!(tag.is_well_formed());
            prop_assert_eq!(&tag.0.to_be_bytes()[4 - tag.len()..], &bytes[..tag.len()]);
        }
    }

    #[test]
    fn integers_are_read_back_in_as_few_bytes_as_possible(number: u32) {
        let mut writer = Writer::new();
        writer.unsigned(Tag(0x80), number);
        let bytes = writer.into_bytes();
        let tlv = Tlv::parse_exact(&bytes).unwrap();
        prop_assert_eq!(tlv.unsigned(), Ok(number));
        if let [0, second, ..] = tlv.value() {
            prop_assert!(second & 0x80 != 0, "a leading zero that is not needed");
        }
    }

    #[test]
    fn bits_are_read_back(bits: Bits) {
        let mut writer = Writer::new();
        writer.bits(Tag(0x81), bits);
        let bytes = writer.into_bytes();
        prop_assert_eq!(Tlv::parse_exact(&bytes).unwrap().bits(), Ok(bits));
        prop_assert_eq!(bits.iter().collect::<Bits>(), bits);
        prop_assert_eq!(bits.iter().count(), bits.count() as usize);
    }

    #[test]
    fn lax_bit_strings_mean_the_same_as_their_canonical_form(unused in 0u8..8, content: Vec<u8>) {
        let mut writer = Writer::new();
        writer.primitive(Tag(0x81), &[&[unused], content.as_slice()].concat());
        let lax = writer.into_bytes();
        if let Ok(bits) = Tlv::parse_exact(&lax).unwrap().bits() {
            for number in 0..32u8 {
                let byte = content.get(usize::from(number / 8)).copied().unwrap_or(0);
                let named = usize::from(number) < content.len() * 8 - usize::from(unused);
                prop_assert_eq!(bits.contains(number), named && byte & (0x80 >> (number % 8)) != 0);
            }
        } else {
            prop_assert!(content.is_empty() && unused != 0);
        }
    }

    #[test]
    fn a_command_is_read_back(command: CommandApdu) {
        prop_assert_eq!(CommandApdu::parse(&command.to_bytes()), Ok(command.clone()));
        prop_assert_eq!(CommandApdu::parse_hex(&command.to_string()), Ok(command));
    }

    #[test]
    fn a_command_that_was_read_is_written_as_it_came(bytes: Vec<u8>) {
        if let Ok(command) = CommandApdu::parse(&bytes) {
            prop_assert_eq!(command.to_bytes(), bytes);
        }
    }

    /// Bytes around the border of short and extended, where the cases differ by one byte.
    #[test]
    fn every_length_around_lc_is_read_as_one_case_or_refused(lc: u8, extended in any::<Option<u8>>(), rest in 0usize..600) {
        let mut bytes = vec![0x80, 0xE2, 0x91, 0x00];
        match extended {
            Some(high) => bytes.extend([0, high & 1, lc]),
            None => bytes.push(lc),
        }
        bytes.resize(bytes.len() + rest, 0x5A);
        if let Ok(command) = Command::parse(&bytes) {
            prop_assert_eq!(command.to_owned().to_bytes(), bytes);
        }
    }

    #[test]
    fn the_builder_only_makes_commands_that_can_be_read(first: Vec<u8>, second in 0usize..600, le: Option<u32>) {
        let mut command = CommandApdu::new(0x80, 0xE2, 0x91, 0x00);
        if let Some(le) = le {
            command = command.with_le(le);
        }
        let command = command.with_data(vec![0; second]).unwrap().with_data(first).unwrap();
        prop_assert_eq!(CommandApdu::parse(&command.to_bytes()), Ok(command));
    }

    #[test]
    fn a_response_is_read_back(response: ResponseApdu) {
        prop_assert_eq!(ResponseApdu::parse(&response.to_bytes()), Ok(response.clone()));
        prop_assert_eq!(ResponseApdu::from_vec(response.to_bytes()), Ok(response));
    }

    #[test]
    fn a_response_that_was_read_is_written_as_it_came(bytes: Vec<u8>) {
        match ResponseApdu::parse(&bytes) {
            Ok(response) => prop_assert_eq!(response.to_bytes(), bytes),
            Err(_) => prop_assert!(bytes.len() < 2),
        }
    }

    #[test]
    fn status_words_have_a_class_and_a_meaning(status: StatusWord) {
        let [sw1, sw2] = status.to_bytes();
        prop_assert_eq!(StatusWord::from_bytes(sw1, sw2), status);
        prop_assert_eq!(status.to_string(), format!("{sw1:02X}{sw2:02X}"));
        prop_assert!(!status.meaning().is_empty());
        prop_assert_eq!(status.is_ok(), sw1 == 0x91 || status.get() == 0x9000);
        prop_assert_eq!(matches!(status.class(), StatusClass::MoreData(n) if n == sw2), sw1 == 0x61);
    }

    #[test]
    fn class_bits_never_collide(a: ChannelNumber, b: ChannelNumber) {
        prop_assert_eq!(a == b, a.class_bits() == b.class_bits());
    }

    #[test]
    fn segments_come_together_again(request in proptest::collection::vec(any::<u8>(), 1..3000), size in 1usize..300, channel: ChannelNumber) {
        let Ok(commands) = segments(channel, &request, size) else {
            prop_assert!(request.len().div_ceil(size) > 256);
            return Ok(());
        };
        let mut card = Reassembly::default();
        let count = commands.len();
        for (number, command) in commands.enumerate() {
            let bytes = command.to_bytes();
            let view = Command::parse(&bytes).unwrap();
            prop_assert_eq!(Class::parse(view.cla).map(|class| (class.channel, class.proprietary)), Some((channel, true)));
            prop_assert!(view.data.len() <= size.min(255));
            let whole = card.push(&view).map(|done| done.map(<[u8]>::to_vec));
            prop_assert_eq!(whole, Ok((number + 1 == count).then(|| request.clone())));
        }
    }

    /// Whatever segments arrive, what the card takes as a request is a run of numbers from 0 without a gap.
    #[test]
    fn a_card_never_joins_segments_with_a_gap(plan in proptest::collection::vec((prop_oneof![Just(0x11u8), Just(0x91), any::<u8>()], 0u8..4), 0..30)) {
        let mut card = Reassembly::default();
        let mut expected: Vec<u8> = Vec::new();
        for (p1, p2) in plan {
            let command = CommandApdu::new(0x80, 0xE2, p1, p2).with_data([p2]).unwrap();
            if p2 == 0 {
                expected.clear();
            }
            match card.push(&command.view()) {
                Ok(done) => {
                    prop_assert_eq!(usize::from(p2), expected.len());
                    expected.push(p2);
                    prop_assert_eq!(done, (p1 == 0x91).then_some(expected.as_slice()));
                    if p1 == 0x91 {
                        expected = vec![0xFF; 99];
                    }
                }
                Err(status) => {
                    prop_assert_eq!(status, StatusWord::WRONG_P1_P2);
                    expected = vec![0xFF; 99];
                }
            }
        }
    }

    #[test]
    fn iccid_digits_are_read_back(digits in "[0-9]{18,20}") {
        let iccid: Iccid = digits.parse().unwrap();
        prop_assert_eq!(iccid.to_string(), digits);
    }

    #[test]
    fn an_iccid_with_any_nibbles_is_kept(bytes: [u8; 10]) {
        let iccid = Iccid::from_bytes(bytes);
        prop_assert_eq!(iccid.as_bytes(), &bytes);
        let text = iccid.to_string();
        prop_assert!(text.len() <= 20);
        match text.parse::<Iccid>() {
            Ok(again) => prop_assert_eq!(again, iccid),
            Err(_) => prop_assert!(text.len() < 18, "more padding than a number of 18 digits has"),
        }
    }

    #[test]
    fn the_luhn_digit_is_the_one_that_fits(digits in "89[0-9]{17}") {
        let valid: Vec<bool> = (0..10)
            .map(|check| format!("{digits}{check}").parse::<Iccid>().unwrap().has_valid_luhn())
            .collect();
        prop_assert_eq!(valid.iter().filter(|valid| **valid).count(), 1);
    }

    #[test]
    fn eid_check_digits_catch_every_single_wrong_digit(digits in "89[0-9]{28}", place in 0usize..32, other in 1u8..10) {
        let eid = Eid::with_check_digits(&digits).unwrap();
        prop_assert!(eid.has_valid_check_digits());
        prop_assert_eq!(eid.to_string().parse::<Eid>(), Ok(eid));
        let mut text = eid.to_string().into_bytes();
        text[place] = b'0' + (text[place] - b'0' + other) % 10;
        prop_assert!(String::from_utf8(text).unwrap().parse::<Eid>().is_err());
    }

    #[test]
    fn an_aid_is_read_back(aid: Aid) {
        prop_assert_eq!(aid.to_string().parse::<Aid>(), Ok(aid));
        prop_assert_eq!(Aid::from_bytes(aid.as_bytes()), Ok(aid));
    }

    #[test]
    fn a_network_code_is_read_back_and_matches_itself(code: MccMnc) {
        prop_assert_eq!(code.to_string().parse::<MccMnc>(), Ok(code));
        prop_assert!(code.matches(&code));
    }

    #[test]
    fn identifiers_of_any_text_are_read_or_refused(text: String) {
        let _ = (text.parse::<Iccid>(), text.parse::<Eid>(), text.parse::<Aid>(), text.parse::<MccMnc>());
        let _ = (hex::decode(&text), CommandApdu::parse_hex(&text), Eid::with_check_digits(&text));
    }

    #[test]
    fn network_codes_of_any_bytes_are_printed(bytes: [u8; 3]) {
        prop_assert!(!MccMnc::from_bytes(bytes).to_string().is_empty());
    }

    #[test]
    fn hex_is_read_back(bytes: Vec<u8>) {
        prop_assert_eq!(hex::decode(&hex::encode(&bytes)), Ok(bytes.clone()));
        prop_assert_eq!(hex::decode(&hex::encode(&bytes).to_lowercase()), Ok(bytes));
    }
}

#[test]
fn every_class_byte_is_decoded_or_reserved() {
    for cla in 0..=u8::MAX {
        let Some(class) = Class::parse(cla) else {
            assert!(cla == 0xFF || cla & 0x60 == 0x20, "{cla:02X} is not reserved");
            continue;
        };
        if !class.secure_messaging && !class.chaining {
            let again = if class.proprietary {
                class.channel.proprietary()
            } else {
                class.channel.interindustry()
            };
            assert_eq!(again, cla);
        }
    }
}

#[test]
fn an_iccid_of_padding_alone_has_no_check_digit() {
    assert!(!Iccid::from_bytes([0xFF; 10]).has_valid_luhn());
}

/// Found by the property about cut elements: a tag that lost its last byte read as a wrong tag, not as a cut input.
#[test]
fn a_cut_tag_is_a_cut_input() {
    use signoff_protocol::tlv::DecodeError;
    for (bytes, error) in [
        (&[0xBF, 0x81][..], DecodeError::Truncated { offset: 2, needed: 1 }),
        (&[0xBF], DecodeError::Truncated { offset: 1, needed: 1 }),
        (&[0xBF, 0x80], DecodeError::Tag { offset: 0 }),
        (&[0xBF, 0x81, 0x82, 0x83], DecodeError::Tag { offset: 0 }),
    ] {
        assert_eq!(Tlv::parse(bytes), Err(error), "{bytes:02X?}");
    }
}

/// Found by the property about the builder: a command kept the extended form after its long data was replaced.
#[test]
fn the_form_follows_the_data() {
    let long = CommandApdu::new(0x80, 0xE2, 0x91, 0x00)
        .with_data(vec![0; 256])
        .unwrap();
    assert_eq!(long.with_data([]).unwrap().to_bytes(), [0x80, 0xE2, 0x91, 0x00]);
}
