//! What the benches share: cards and commands.

use std::fmt::Write as _;

use signoff_protocol::apdu::{ChannelNumber, CommandApdu};
use signoff_protocol::id::Aid;
use signoff_protocol::store_data;
use signoff_simulator::card::Card;
use signoff_simulator::card_file::CardFile;

/// Channel on which [`powered`] selects the ISD-R.
pub const CHANNEL: ChannelNumber = match ChannelNumber::new(1) {
    Some(channel) => channel,
    None => ChannelNumber::BASIC,
};

/// A card with `count` profiles without icons, the first one enabled, each with one address for all events.
///
/// # Panics
/// The text below is no card file.
#[expect(clippy::expect_used, reason = "a bench cannot go on without its card")]
pub fn file(count: usize) -> CardFile {
    let mut yaml = "about: A card for benches.\neid: \"89049032123451234512345678901235\"\n\
                    default_smdp_address: smdp.example\nprofiles:\n"
        .to_owned();
    for number in 0..count {
        let state = if number == 0 { "enabled" } else { "disabled" };
        let written = writeln!(
            yaml,
            "  - {{name: p{number}, iccid: \"893201000000000{number:04}\", imsi: \"20601000000{number:04}\", \
             service_provider_name: Operator {number}, profile_name: Operator {number} eSIM, \
             nickname: Number {number}, state: {state}, owner: {{mcc_mnc: 206-01}}, \
             notifications: [{{events: [install, enable, disable, delete], address: smdp{number}.example}}]}}"
        );
        written.expect("a string can be written to");
    }
    CardFile::parse(&yaml).expect("the card file is well-formed")
}

/// Powers the card as a device does, and selects the ISD-R on channel 1.
///
/// # Panics
/// The card refuses.
pub fn powered(mut card: Card) -> Card {
    let started = card.power_on().is_ok();
    assert!(started, "the card has no power");
    let select = CommandApdu::new(CHANNEL.interindustry(), 0xA4, 4, 0)
        .with_data(Aid::ISD_R.as_bytes())
        .map(|select| select.with_le(256).to_bytes())
        .unwrap_or_default();
    let capability = [0x80, 0xAA, 0, 0, 5, 0xA9, 3, 0x83, 1, 7];
    for command in [&capability[..], &[0x00, 0x70, 0, 0, 1], &select] {
        let answer = card.transmit(command).unwrap_or_default();
        assert!(
            answer.ends_with(&[0x90, 0x00]),
            "{command:02X?} is answered by {answer:02X?}"
        );
    }
    card
}

/// The STORE DATA commands of a request.
///
/// # Panics
/// The request is too long.
pub fn commands(request: &[u8]) -> Vec<Vec<u8>> {
    let segments = store_data::segments(CHANNEL, request, 255).ok();
    assert!(segments.is_some(), "a request of {} bytes", request.len());
    let segments = segments.into_iter().flatten();
    segments.map(|segment| segment.with_le(256).to_bytes()).collect()
}

/// Sends the commands of one request and follows `61xx`. Returns the number of bytes that were answered.
///
/// # Panics
/// The card refuses or has no power.
pub fn exchange(card: &mut Card, commands: &[Vec<u8>]) -> usize {
    let mut answered = 0;
    for command in commands {
        let mut answer = card.transmit(command).unwrap_or_default();
        while let [data @ .., 0x61, more] = answer.as_slice() {
            answered += data.len();
            answer = card
                .transmit(&[CHANNEL.interindustry(), 0xC0, 0, 0, *more])
                .unwrap_or_default();
        }
        assert!(
            answer.ends_with(&[0x90, 0x00]),
            "{command:02X?} is answered by {answer:02X?}"
        );
        answered += answer.len() - 2;
    }
    answered
}
