//! The card of the lab: a simulated one that says who used it and how.

use std::collections::BTreeMap;

use signoff_protocol::apdu::{Atr, ChannelNumber, Class, Command, StatusClass, StatusWord, ins};
use signoff_protocol::store_data::P1_LAST;
use signoff_protocol::tlv::Tag;
use signoff_simulator::Card;
use signoff_simulator::card::{CardFault, Mute};
use signoff_simulator::terminal::CardPort;

use super::exchange::{Exchange, Happening, Kind, Origin};
use crate::decode;

/// Longest request or response that is put together; a bound profile package comes in requests that are far shorter.
const LONGEST: usize = 64 * 1024;
/// Commands whose data are secrets.
const SECRETS: [u8; 5] = [
    ins::VERIFY,
    ins::CHANGE_PIN,
    ins::DISABLE_PIN,
    ins::ENABLE_PIN,
    ins::UNBLOCK_PIN,
];

/// A channel and the ES10 request that is on its way there.
#[derive(Debug)]
struct Channel {
    owner: Origin,
    request: Vec<u8>,
    response: Vec<u8>,
    /// Segments are missing.
    open: bool,
}

/// A card that is watched.
#[derive(Debug)]
pub(super) struct WatchedCard {
    card: Card,
    exchange: Exchange,
    origin: Origin,
    channels: BTreeMap<ChannelNumber, Channel>,
    cut_armed: bool,
    powered: bool,
}

impl WatchedCard {
    pub(super) const fn new(card: Card, exchange: Exchange) -> Self {
        Self {
            card,
            exchange,
            origin: Origin::Line,
            channels: BTreeMap::new(),
            cut_armed: false,
            powered: false,
        }
    }

    /// Who sends the commands that come now.
    pub(super) const fn speak_as(&mut self, origin: Origin) {
        self.origin = origin;
    }

    /// The power is lost at the next write.
    pub(super) fn arm_cut(&mut self) {
        self.cut_armed = true;
        self.card.arm(CardFault::PowerCutAtWrite(0));
    }

    /// Whether the power is lost at the next write.
    pub(super) const fn is_cut_armed(&self) -> bool {
        self.cut_armed
    }

    /// Whether it has power.
    pub(super) const fn is_powered(&self) -> bool {
        self.powered
    }

    /// Whether a program at the line is in the middle of an ES10 request.
    pub(super) fn is_in_request(&self) -> bool {
        self.channels.values().any(|channel| channel.open)
    }

    /// How many channels programs at the line have open.
    pub(super) fn channels_of_the_line(&self) -> usize {
        let channels = self.channels.values();
        channels.filter(|channel| channel.owner == Origin::Line).count()
    }

    /// Whether a channel is open, as far as its opening was seen.
    pub(super) fn has_channel(&self, channel: ChannelNumber) -> bool {
        self.channels.contains_key(&channel)
    }

    fn say(&self, kind: Kind, detail: bool, title: String, end: &Result<(String, bool), Mute>, text: String) {
        if self.origin == Origin::Look {
            return;
        }
        let (result, good) = match end {
            Ok((result, good)) => (result.clone(), *good),
            Err(Mute) => ("no answer: the card has no power".to_owned(), false),
        };
        self.exchange.add(Happening {
            origin: self.origin,
            kind,
            detail,
            title,
            result: Some(result),
            good,
            text,
        });
    }

    fn power(&mut self, title: &str, done: Result<&Atr, &Mute>) {
        self.channels.clear();
        self.powered = done.is_ok();
        self.cut_armed &= done.is_ok();
        let end = match done {
            Ok(_) => Ok(("done".to_owned(), true)),
            Err(mute) => Err(*mute),
        };
        self.say(Kind::Power, false, title.to_owned(), &end, String::new());
        self.tell_of_change();
    }

    /// A look changes nothing, and would be followed by the next one for ever.
    fn tell_of_change(&self) {
        if self.origin != Origin::Look {
            self.exchange.changed();
        }
    }

    fn observe(&mut self, bytes: &[u8], answer: &Result<Vec<u8>, Mute>) {
        if answer.is_err() {
            self.channels.clear();
            self.cut_armed = false;
            self.powered = false;
            self.tell_of_change();
        }
        let Ok(command) = Command::parse(bytes) else {
            return self.other(bytes, answer, None);
        };
        let channel = Class::parse(command.cla).map_or(ChannelNumber::BASIC, |class| class.channel);
        match command.ins {
            ins::STORE_DATA => self.segment(channel, &command, answer),
            ins::GET_RESPONSE if self.has_response(channel) => self.response(channel, answer),
            ins::MANAGE_CHANNEL => {
                self.manage(&command, channel, answer);
                self.other(bytes, answer, Some(&command));
            }
            _ => self.other(bytes, answer, Some(&command)),
        }
    }

    fn has_response(&self, channel: ChannelNumber) -> bool {
        let known = self.channels.get(&channel);
        known.is_some_and(|channel| !channel.request.is_empty() && !channel.open)
    }

    fn manage(&mut self, command: &Command<'_>, on: ChannelNumber, answer: &Result<Vec<u8>, Mute>) {
        let Ok([data @ .., 0x90 | 0x91, _]) = answer.as_deref() else {
            return;
        };
        // The card chooses the number, or the command names it.
        let opened = match (command.p1, command.p2, data) {
            (0x00, 0, [number]) => ChannelNumber::new(*number),
            (0x00, number @ 1.., _) => ChannelNumber::new(number),
            _ => None,
        };
        if let Some(opened) = opened {
            self.channels.insert(opened, Channel::of(self.origin));
        }
        if command.p1 == 0x80 {
            let closed = match command.p2 {
                0 => Some(on),
                number => ChannelNumber::new(number),
            };
            closed.and_then(|closed| self.channels.remove(&closed));
        }
    }

    fn segment(&mut self, channel: ChannelNumber, command: &Command<'_>, answer: &Result<Vec<u8>, Mute>) {
        let origin = self.origin;
        let state = self
            .channels
            .entry(channel)
            .or_insert_with(|| Channel::of(origin));
        if command.p2 == 0 || !state.open {
            state.request.clear();
        }
        state.response.clear();
        if state.request.len() + command.data.len() <= LONGEST {
            state.request.extend_from_slice(command.data);
        }
        let taken = answer
            .as_deref()
            .is_ok_and(|answer| matches!(answer, [.., 0x90 | 0x91 | 0x61, _]));
        state.open = command.p1 != P1_LAST && taken;
        if !state.open {
            self.response(channel, answer);
        }
    }

    /// A part of the answer to a request; the last one ends it.
    fn response(&mut self, channel: ChannelNumber, answer: &Result<Vec<u8>, Mute>) {
        let mut end = Err(Mute);
        let mut messages = (Vec::new(), Vec::new());
        if let Ok(answer) = answer {
            let (data, status) = split(answer);
            if let Some(state) = self.channels.get_mut(&channel) {
                if state.response.len() + data.len() <= LONGEST {
                    state.response.extend_from_slice(data);
                }
                if matches!(status.class(), StatusClass::MoreData(_)) {
                    return;
                }
                messages = (
                    std::mem::take(&mut state.request),
                    std::mem::take(&mut state.response),
                );
            }
            end = Ok(result(&messages.1, status));
        }
        let (request, response) = messages;
        let title = title(&request);
        let mut text = decode::es10_request(&request).to_string();
        if !response.is_empty() {
            text.push_str(&decode::es10_response(&response).to_string());
        }
        self.say(Kind::Es10, false, title, &end, text);
        self.tell_of_change();
    }

    /// A command that is no ES10.
    fn other(&self, bytes: &[u8], answer: &Result<Vec<u8>, Mute>, command: Option<&Command<'_>>) {
        if self.origin == Origin::Look {
            return;
        }
        let decoded = decode::command(bytes);
        let mut lines = decoded.lines.iter();
        let title = lines.next().map(ToString::to_string).unwrap_or_default();
        let secret = command.is_some_and(|command| SECRETS.contains(&command.ins));
        let mut text = String::new();
        if !secret {
            for line in lines {
                text.push_str(line.to_string().trim_start());
                text.push('\n');
            }
        }
        let end = match answer {
            Ok(answer) => {
                let (data, status) = split(answer);
                if !data.is_empty() && !secret {
                    text.push_str(&decode::response(answer).to_string());
                }
                let good = status.is_ok()
                    || matches!(
                        status.class(),
                        StatusClass::MoreData(_) | StatusClass::Proactive(_)
                    );
                Ok((format!("{status} {}", status.meaning()), good))
            }
            Err(mute) => Err(*mute),
        };
        self.say(Kind::Apdu, true, title, &end, text);
    }
}

impl Channel {
    const fn of(owner: Origin) -> Self {
        Self {
            owner,
            request: Vec::new(),
            response: Vec::new(),
            open: false,
        }
    }
}

impl CardPort for WatchedCard {
    fn power_on(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.power_on();
        self.power("power on", atr.as_ref());
        atr
    }

    fn power_off(&mut self) {
        self.card.power_off();
        self.channels.clear();
        if std::mem::take(&mut self.powered) {
            let end = Ok(("done".to_owned(), true));
            self.say(Kind::Power, false, "power off".to_owned(), &end, String::new());
            self.tell_of_change();
        }
    }

    fn reset(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.reset();
        self.power("reset", atr.as_ref());
        atr
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        let answer = self.card.transmit(command);
        self.observe(command, &answer);
        answer
    }

    fn latency_ms(&self, command: &[u8]) -> u32 {
        self.card.latency_ms(command)
    }
}

fn split(answer: &[u8]) -> (&[u8], StatusWord) {
    match answer {
        [data @ .., sw1, sw2] => (data, StatusWord::from_bytes(*sw1, *sw2)),
        _ => (&[], StatusWord::NO_DIAGNOSIS),
    }
}

/// The function of a request, by its name.
fn title(request: &[u8]) -> String {
    let decoded = decode::es10_request(request);
    let first = decoded
        .lines
        .first()
        .map(|line| line.label.clone())
        .unwrap_or_default();
    match first.strip_suffix(" request") {
        Some(function) => function.to_owned(),
        None => match Tag::read(request) {
            Some(tag) => format!("STORE DATA {tag}"),
            None => "STORE DATA".to_owned(),
        },
    }
}

/// How a function ended: its result code by name where it answers with one.
fn result(response: &[u8], status: StatusWord) -> (String, bool) {
    let good = status.is_ok() || matches!(status.class(), StatusClass::Proactive(_));
    if !good {
        return (format!("{status} {}", status.meaning()), false);
    }
    let decoded = decode::es10_response(response);
    let code = decoded
        .lines
        .iter()
        .find(|line| line.depth == 1 && line.label == "result");
    code.map_or_else(
        || ("answered".to_owned(), true),
        |line| (line.value.clone(), line.value.starts_with("ok")),
    )
}
