//! Bound profile packages: what can be read is cut into segments that together are the package, and is written again
//! as it was; segments without a session change nothing on a card; what opens is what sealing its content gives.

#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use signoff_protocol::es8p::{BoundProfilePackage, segments};
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::tlv::{Tag, Tlv};
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::rsp::{Bsp, derive};

const TERMINAL_CAPABILITY: &[u8] = &[0x80, 0xAA, 0, 0, 10, 0xA9, 8, 0x81, 0, 0x82, 1, 1, 0x83, 1, 7];
const SELECT_ISD_R: &[u8] = &[
    0x00, 0xA4, 0x04, 0x00, 0x10, 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00,
    0x01, 0x00,
];
const PROFILES: &[u8] = &[0x80, 0xE2, 0x91, 0x00, 0x03, 0xBF, 0x2D, 0x00, 0x00];

/// Elements of StoreMetadata, which are not encrypted.
const METADATA: Tag = Tag(0x88);

static CARD: LazyLock<Mutex<(Card, Vec<u8>)>> = LazyLock::new(|| {
    let text = signoff_fixtures::card("single").expect("it ships");
    let file = CardFile::parse(&text).expect("a card");
    let mut card = Card::new(&file, 1).expect("a card");
    card.power_on().expect("power");
    card.transmit(TERMINAL_CAPABILITY).expect("power");
    card.transmit(SELECT_ISD_R).expect("power");
    let before = card.transmit(PROFILES).expect("power");
    Mutex::new((card, before))
});

fuzz_target!(|package: &[u8]| {
    if let Ok(cut) = segments(package) {
        assert_eq!(cut.concat(), package, "segments lose or make up bytes");
        let mut kept = CARD.lock().expect("not poisoned");
        let (card, before) = &mut *kept;
        for segment in cut {
            for (number, piece) in segment.chunks(255).enumerate() {
                let last = (number + 1) * 255 >= segment.len();
                let p1 = if last { 0x91 } else { 0x11 };
                let mut command = vec![0x80, 0xE2, p1, number as u8, piece.len() as u8];
                command.extend_from_slice(piece);
                card.transmit(&command).expect("power");
            }
        }
        assert_eq!(card.transmit(PROFILES).expect("power"), *before, "a package without a session");
    }
    if let Ok(read) = BoundProfilePackage::from_der(package) {
        let again = BoundProfilePackage::from_der(&read.to_der()).expect("what was written can be read");
        assert_eq!(again, read);
        let eid = "89049032123451234512345678901235".parse().expect("an EID");
        let keys = derive(&[7; 32], b"host", &eid);
        let (mut opening, mut sealing) = (Bsp::new(&keys), Bsp::new(&keys));
        for element in read.configure_isdp.iter().chain(&read.store_metadata).chain(&read.profile_elements) {
            let Ok(plain) = opening.open(element) else { break };
            // The keys are known here, so that a MAC may be found out by what it is compared with. Who knows them can
            // make that very element.
            let tlv = Tlv::parse_exact(element).expect("it was opened");
            if !tlv.has_minimal_length() {
                break;
            }
            let again = match tlv.tag() {
                METADATA => sealing.mac_only(METADATA, &plain),
                tag => sealing.protect(tag, &plain),
            };
            assert_eq!(again, *element, "what was opened, sealed again");
        }
    }
});
