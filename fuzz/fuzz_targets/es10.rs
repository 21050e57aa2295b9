//! Requests to the ISD-R: whatever comes, the card answers with a status word, and afterwards it still works.

#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;

const TERMINAL_CAPABILITY: &[u8] = &[0x80, 0xAA, 0, 0, 10, 0xA9, 8, 0x81, 0, 0x82, 1, 1, 0x83, 1, 7];
const SELECT_ISD_R: &[u8] = &[
    0x00, 0xA4, 0x04, 0x00, 0x10, 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00,
    0x01, 0x00,
];
/// Requests after which the card starts afresh, so that a finding can be repeated.
const RENEWED_AFTER: u32 = 500;

static FILE: LazyLock<CardFile> = LazyLock::new(|| {
    let text = signoff_fixtures::card("eight-profiles").expect("it ships");
    CardFile::parse(&text).expect("a card")
});
static CARD: Mutex<(u32, Option<Card>)> = Mutex::new((0, None));

fn fresh() -> Card {
    let mut card = Card::new(&FILE, 1).expect("a card");
    card.power_on().expect("power");
    card
}

fuzz_target!(|request: &[u8]| {
    let mut kept = CARD.lock().expect("not poisoned");
    let (used, card) = &mut *kept;
    if *used % RENEWED_AFTER == 0 {
        *card = Some(fresh());
    }
    *used += 1;
    let card = card.as_mut().expect("made above");
    card.reset().expect("power");
    card.transmit(TERMINAL_CAPABILITY).expect("power");
    card.transmit(SELECT_ISD_R).expect("power");
    let segments: Vec<&[u8]> = request.chunks(255).collect();
    for (number, segment) in segments.iter().enumerate() {
        let p1 = if number + 1 == segments.len() { 0x91 } else { 0x11 };
        let mut command = vec![0x80, 0xE2, p1, number as u8, segment.len() as u8];
        command.extend_from_slice(segment);
        let mut answer = card.transmit(&command).expect("power");
        // Everything is fetched, within a bound.
        for _ in 0..1000 {
            let [.., 0x61, length] = *answer.as_slice() else { break };
            answer = card.transmit(&[0x80, 0xC0, 0, 0, length]).expect("power");
        }
        assert!(answer.len() >= 2, "no status word");
    }
    card.reset().expect("power");
    card.transmit(TERMINAL_CAPABILITY).expect("power");
    card.transmit(SELECT_ISD_R).expect("power");
    let eid = card
        .transmit(&[0x80, 0xE2, 0x91, 0x00, 0x06, 0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A, 0x00])
        .expect("power");
    assert!(eid.starts_with(&[0xBF, 0x3E, 0x12]), "GetEID after the request: {eid:02X?}");
});
