//! What the device around a card does by itself: activation, and the proactive commands that the card asks for
//! (ETSI TS 102 221 §14, TS 102 223 §6.4). The modem engine and the harness' own transport share it, so that a
//! card meets the same device on either path.

use std::collections::VecDeque;

use signoff_protocol::apdu::{Atr, ResponseApdu, StatusWord, ins};
use signoff_protocol::tlv::Tlv;

use crate::card::{Card, Mute};

/// A card as the device sees it: power and bytes. [`Card`] is one; tests script others.
pub trait CardPort: Send {
    /// Cold reset.
    ///
    /// # Errors
    /// The card stays mute.
    fn power_on(&mut self) -> Result<Atr, Mute>;
    /// Takes the power away.
    fn power_off(&mut self);
    /// Warm reset.
    ///
    /// # Errors
    /// The card stays mute.
    fn reset(&mut self) -> Result<Atr, Mute>;
    /// One command APDU, one response APDU.
    ///
    /// # Errors
    /// The card has no power, or lost it during this command.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute>;
    /// How long the command takes on such a card, in milliseconds.
    fn latency_ms(&self, command: &[u8]) -> u32;
}

impl CardPort for Card {
    fn power_on(&mut self) -> Result<Atr, Mute> {
        Self::power_on(self)
    }

    fn power_off(&mut self) {
        Self::power_off(self);
    }

    fn reset(&mut self) -> Result<Atr, Mute> {
        Self::reset(self)
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        Self::transmit(self, command)
    }

    fn latency_ms(&self, command: &[u8]) -> u32 {
        Self::latency_ms(self, command)
    }
}

/// How the device treats the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalSettings {
    /// Announce an LPAd in TERMINAL CAPABILITY (ETSI TS 102 221 §11.1.19, SGP.22 §3.4.2).
    pub announce_lpad: bool,
    /// Announce that REFRESH can be of the mode eUICC Profile State Change; without it the card is reset, as seen in
    /// the field (onomondo-ipa issue 3).
    pub announce_profile_state_change: bool,
    /// Fetch and carry out proactive commands; if not, `91xx` reaches the caller and the card waits.
    pub handle_proactive: bool,
}

impl Default for TerminalSettings {
    fn default() -> Self {
        Self {
            announce_lpad: true,
            announce_profile_state_change: false,
            handle_proactive: true,
        }
    }
}

/// What happened to the card beside the commands of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalEvent {
    /// REFRESH was carried out; every supplementary channel is closed after modes 04 and 09.
    Refreshed(RefreshMode),
    /// Another proactive command, by its type (TS 102 223 §9.4).
    Proactive(u8),
    /// The card stopped answering.
    Muted,
}

/// Qualifier of REFRESH (TS 102 223 §8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshMode(u8);

impl RefreshMode {
    /// The card is reset.
    pub const UICC_RESET: Self = Self(0x04);
    /// The enabled profile changes; activation is done anew without a reset.
    pub const EUICC_PROFILE_STATE_CHANGE: Self = Self(0x09);

    /// The qualifier as it was sent.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Whether the supplementary channels are gone afterwards.
    pub const fn closes_channels(self) -> bool {
        matches!(self, Self::UICC_RESET | Self::EUICC_PROFILE_STATE_CHANGE)
    }
}

/// Proactive commands that follow one another before the device gives up; cards chain two or three.
const MAX_PROACTIVE: usize = 16;
const REFRESH: u8 = 0x01;
const MORE_TIME: u8 = 0x02;
const POLL_INTERVAL: u8 = 0x03;
/// Every facility up to byte 35, so REFRESH in byte 3 and its mode for profiles in byte 34 (TS 102 223 §5.2).
const TERMINAL_PROFILE: [u8; 40] = [
    0x80,
    ins::TERMINAL_PROFILE,
    0,
    0,
    35,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
];
/// Where in that command byte 34 of the profile stands, and the bit of eUICC Profile State Change in it.
const PROFILE_STATE_CHANGE: (usize, u8) = (5 + 33, 0x20);
/// Extended channels, UICC-CLF, LPAd with LUI, LPD and LDS.
const CAPABILITY_LPAD: [u8; 15] = [0x80, 0xAA, 0, 0, 10, 0xA9, 8, 0x81, 0, 0x82, 1, 1, 0x83, 1, 7];
const CAPABILITY_PLAIN: [u8; 12] = [0x80, 0xAA, 0, 0, 7, 0xA9, 5, 0x81, 0, 0x82, 1, 1];

/// A device around a card.
#[derive(Debug)]
pub struct Terminal<C = Card> {
    card: C,
    settings: TerminalSettings,
    events: VecDeque<TerminalEvent>,
    latency_ms: u32,
}

impl<C: CardPort> Terminal<C> {
    /// The device with default settings; the card has no power yet.
    pub fn new(card: C) -> Self {
        Self::with_settings(card, TerminalSettings::default())
    }

    /// The device with these settings.
    pub const fn with_settings(card: C, settings: TerminalSettings) -> Self {
        Self {
            card,
            settings,
            events: VecDeque::new(),
            latency_ms: 0,
        }
    }

    /// Power on and activation: ATR, TERMINAL CAPABILITY, TERMINAL PROFILE.
    ///
    /// # Errors
    /// The card stays mute.
    pub fn power_up(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.power_on()?;
        self.activate()?;
        Ok(atr)
    }

    /// Warm reset and activation.
    ///
    /// # Errors
    /// The card stays mute.
    pub fn reset(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.reset()?;
        self.activate()?;
        Ok(atr)
    }

    /// Takes the power away.
    pub fn power_off(&mut self) {
        self.card.power_off();
    }

    fn activate(&mut self) -> Result<(), Mute> {
        let capability: &[u8] = if self.settings.announce_lpad {
            &CAPABILITY_LPAD
        } else {
            &CAPABILITY_PLAIN
        };
        self.raw(capability)?;
        let mut profile = TERMINAL_PROFILE;
        let (place, bit) = PROFILE_STATE_CHANGE;
        if let Some(byte) = profile.get_mut(place)
            && !self.settings.announce_profile_state_change
        {
            *byte &= !bit;
        }
        let response = self.raw(&profile)?;
        self.follow_proactive(&response, 1)?;
        Ok(())
    }

    /// One command of the caller. Where the card has a proactive command pending, that one is fetched and carried
    /// out first, and the caller sees `9000`. `61xx` and `6Cxx` are the caller's to follow.
    ///
    /// # Errors
    /// The card is mute, or fell silent during this command.
    pub fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        let mut response = self.raw(command)?;
        if let [.., sw1 @ 0x91, sw2] = response.as_mut_slice()
            && self.settings.handle_proactive
        {
            let pending = [*sw1, *sw2];
            [*sw1, *sw2] = [0x90, 0x00];
            // The command was answered: a card that falls silent in what follows is muted, its answer stays good.
            if self.follow_proactive(&pending, 0).is_err() {
                self.events.push_back(TerminalEvent::Muted);
            }
        }
        Ok(response)
    }

    /// As [`Terminal::transmit`] with `61xx` and `6Cxx` followed: for the device's own reading.
    ///
    /// # Errors
    /// As [`Terminal::transmit`].
    pub fn exchange(&mut self, command: &[u8]) -> Result<ResponseApdu, Mute> {
        let mut answer = split(self.transmit(command)?);
        if sw1(answer.status) == 0x6C {
            let mut again = command.to_vec();
            if again.len() == 5 {
                again.pop();
            }
            again.push(sw2(answer.status));
            answer = split(self.transmit(&again)?);
        }
        let class = command.first().copied().unwrap_or_default() & 0x4F;
        for _ in 0..MAX_CONTINUATIONS {
            if sw1(answer.status) != 0x61 {
                break;
            }
            let more = split(self.transmit(&[class, ins::GET_RESPONSE, 0, 0, sw2(answer.status)])?);
            answer.data.extend_from_slice(&more.data);
            answer.status = more.status;
        }
        Ok(answer)
    }

    fn raw(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        self.latency_ms = self.latency_ms.saturating_add(self.card.latency_ms(command));
        self.card.transmit(command)
    }

    /// Fetches and carries out what is pending after `response`, until nothing is. `depth` bounds activations
    /// that themselves end in a REFRESH.
    fn follow_proactive(&mut self, response: &[u8], depth: usize) -> Result<(), Mute> {
        let mut pending = response.to_vec();
        for _ in 0..MAX_PROACTIVE {
            let [.., 0x91, length] = pending.as_slice() else {
                return Ok(());
            };
            let fetched = split(self.raw(&[0x80, ins::FETCH, 0, 0, *length])?);
            let Some(command) = Proactive::parse(&fetched.data) else {
                return Ok(());
            };
            pending = self.carry_out(command, depth)?;
        }
        Ok(())
    }

    /// Returns the response that may announce the next one.
    fn carry_out(&mut self, command: Proactive, depth: usize) -> Result<Vec<u8>, Mute> {
        match command.kind {
            REFRESH => {
                let mode = RefreshMode(command.qualifier);
                self.events.push_back(TerminalEvent::Refreshed(mode));
                if mode == RefreshMode::UICC_RESET {
                    // The reset is the answer: no TERMINAL RESPONSE (TS 102 223 §6.4.7).
                    self.card.reset()?;
                    if depth == 0 {
                        self.activate()?;
                    }
                    return Ok(Vec::new());
                }
                let response = self.terminal_response(command, OK)?;
                if mode == RefreshMode::EUICC_PROFILE_STATE_CHANGE && depth == 0 {
                    self.activate()?;
                    return Ok(Vec::new());
                }
                Ok(response)
            }
            MORE_TIME | POLL_INTERVAL => {
                self.events.push_back(TerminalEvent::Proactive(command.kind));
                self.terminal_response(command, OK)
            }
            kind => {
                self.events.push_back(TerminalEvent::Proactive(kind));
                self.terminal_response(command, BEYOND_CAPABILITIES)
            }
        }
    }

    fn terminal_response(&mut self, command: Proactive, result: u8) -> Result<Vec<u8>, Mute> {
        let Proactive {
            number,
            kind,
            qualifier,
        } = command;
        self.raw(&[
            0x80,
            ins::TERMINAL_RESPONSE,
            0,
            0,
            12,
            0x81,
            3,
            number,
            kind,
            qualifier,
            0x82,
            2,
            0x82,
            0x81,
            0x83,
            1,
            result,
        ])
    }

    /// The next thing that happened beside the caller's commands.
    pub fn next_event(&mut self) -> Option<TerminalEvent> {
        self.events.pop_front()
    }

    /// What the commands since the last call took on such a card, in milliseconds. Nobody here waits.
    pub fn take_latency_ms(&mut self) -> u32 {
        std::mem::take(&mut self.latency_ms)
    }

    /// The card, as to look at its keys.
    pub const fn card(&self) -> &C {
        &self.card
    }

    /// The card, as to arm a fault.
    pub const fn card_mut(&mut self) -> &mut C {
        &mut self.card
    }

    /// Puts another card in; it has no power yet.
    pub fn replace_card(&mut self, card: C) {
        self.card = card;
        self.events.clear();
    }
}

/// Rounds of GET RESPONSE for one answer: 64 KiB at 256 bytes each, and some.
const MAX_CONTINUATIONS: usize = 300;
/// General result of TERMINAL RESPONSE: command performed.
const OK: u8 = 0x00;
/// General result of TERMINAL RESPONSE: command beyond terminal's capabilities.
const BEYOND_CAPABILITIES: u8 = 0x30;

const fn sw1(status: StatusWord) -> u8 {
    status.to_bytes()[0]
}

const fn sw2(status: StatusWord) -> u8 {
    status.to_bytes()[1]
}

/// An answer too short for a status word counts as one without diagnosis.
fn split(bytes: Vec<u8>) -> ResponseApdu {
    ResponseApdu::from_vec(bytes).unwrap_or(ResponseApdu {
        data: Vec::new(),
        status: StatusWord::from_bytes(0x6F, 0x00),
    })
}

/// Command details of a proactive command (TS 102 223 §8.6).
#[derive(Clone, Copy)]
struct Proactive {
    number: u8,
    kind: u8,
    qualifier: u8,
}

impl Proactive {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let command = Tlv::parse(bytes).ok()?.0;
        match command.value() {
            [0x01 | 0x81, 3, number, kind, qualifier, ..] => Some(Self {
                number: *number,
                kind: *kind,
                qualifier: *qualifier,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::hex;

    use super::*;

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
}
