//! A device around a card that answers from a script.

use std::collections::VecDeque;

use signoff_protocol::apdu::Atr;
use signoff_protocol::hex;

use super::*;
use crate::card::Mute;

/// A card that answers from a list and keeps what it heard.
#[derive(Default)]
struct Scripted {
    answers: VecDeque<&'static str>,
    heard: Vec<String>,
}

impl CardPort for Scripted {
    fn power_on(&mut self) -> Result<Atr, Mute> {
        self.heard.push("power on".to_owned());
        Ok(Atr::new(vec![0x3B, 0]))
    }

    fn power_off(&mut self) {
        self.heard.push("power off".to_owned());
    }

    fn reset(&mut self) -> Result<Atr, Mute> {
        self.heard.push("reset".to_owned());
        Ok(Atr::new(vec![0x3B, 0]))
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        self.heard.push(hex::encode(command));
        let answer = self.answers.pop_front().unwrap_or("9000");
        if answer.is_empty() {
            Err(Mute)
        } else {
            Ok(hex::decode(answer).expect("hex"))
        }
    }

    fn latency_ms(&self, _: &[u8]) -> u32 {
        2
    }
}

fn terminal(answers: &[&'static str]) -> Terminal<Scripted> {
    Terminal::new(Scripted {
        answers: answers.iter().copied().collect(),
        heard: Vec::new(),
    })
}

const COMMAND: [u8; 4] = [0x81, 0xE2, 0x91, 0x00];

#[test]
fn power_up_announces_an_lpad_unless_told_not_to() {
    let mut terminal = terminal(&[]);
    terminal.power_up().expect("power");
    let heard = &terminal.card().heard;
    assert_eq!(
        heard.get(..2),
        Some(["power on".to_owned(), "80AA00000AA9088100820101830107".to_owned()].as_slice())
    );
    assert_eq!(heard[2], format!("8010000023{}DFFF", "FF".repeat(33)));

    let quiet = TerminalSettings {
        announce_lpad: false,
        announce_profile_state_change: true,
        ..TerminalSettings::default()
    };
    let mut terminal = Terminal::with_settings(Scripted::default(), quiet);
    terminal.power_up().expect("power");
    assert_eq!(terminal.card().heard[1], "80AA000007A9058100820101");
    assert_eq!(terminal.card().heard[2], format!("8010000023{}", "FF".repeat(35)));
}

#[test]
fn refresh_with_reset_is_carried_out_before_the_answer() {
    let mut terminal = terminal(&["BF3203800100910B", "D00981030101048202818290 00"]);
    assert_eq!(
        terminal.transmit(&COMMAND).map(|bytes| hex::encode(&bytes)),
        Ok("BF32038001009000".to_owned())
    );
    assert_eq!(
        terminal.next_event(),
        Some(TerminalEvent::Refreshed(RefreshMode::UICC_RESET))
    );
    assert_eq!(terminal.next_event(), None);
    let heard = &terminal.card().heard;
    assert_eq!(heard[..3], ["81E29100", "801200000B", "reset"]);
    assert!(heard[3].starts_with("80AA") && heard[4].starts_with("8010") && heard.len() == 5);
    assert_eq!(terminal.take_latency_ms(), 8);
    assert_eq!(terminal.take_latency_ms(), 0);
}

#[test]
fn profile_state_change_gets_a_terminal_response() {
    let mut terminal = terminal(&["910B", "D009810302010982028182 9000"]);
    terminal.transmit(&COMMAND).expect("answer");
    let heard = &terminal.card().heard;
    assert_eq!(heard[2], "801400000C810302010982028281830100");
    assert!(heard[3].starts_with("80AA"), "activation anew: {heard:?}");
}

#[test]
fn other_proactive_commands_are_answered_and_followed() {
    let mut terminal = terminal(&[
        "910B",
        "D009810301020082028182 9000",
        "910B",
        "D009810302210082028102 9000",
    ]);
    assert_eq!(terminal.transmit(&COMMAND), Ok(vec![0x90, 0x00]));
    let heard = &terminal.card().heard;
    assert_eq!(heard[2], "801400000C810301020082028281830100");
    assert_eq!(heard[4], "801400000C810302210082028281830130");
}

#[test]
fn pending_data_is_the_callers_and_proactive_commands_can_be() {
    assert_eq!(terminal(&["6108"]).transmit(&COMMAND), Ok(vec![0x61, 0x08]));
    let passing = TerminalSettings {
        handle_proactive: false,
        ..TerminalSettings::default()
    };
    let mut terminal = Terminal::with_settings(
        Scripted {
            answers: ["910B"].into(),
            heard: Vec::new(),
        },
        passing,
    );
    assert_eq!(terminal.transmit(&COMMAND), Ok(vec![0x91, 0x0B]));
}

#[test]
fn the_devices_own_reading_follows_61_and_6c() {
    let mut terminal = terminal(&["6C02", "AABB6101", "CC9000"]);
    let answer = terminal.exchange(&[0x41, 0xB0, 0, 0, 0]).expect("answer");
    assert_eq!(answer.data, [0xAA, 0xBB, 0xCC]);
    assert_eq!(terminal.card().heard, ["41B0000000", "41B0000002", "41C0000001"]);
}

#[test]
fn silence_in_the_command_is_mute_silence_after_it_is_an_event() {
    assert_eq!(terminal(&[""]).transmit(&COMMAND), Err(Mute));
    let mut terminal = terminal(&["910B", ""]);
    assert_eq!(terminal.transmit(&COMMAND), Ok(vec![0x90, 0x00]));
    assert_eq!(terminal.next_event(), Some(TerminalEvent::Muted));
}
