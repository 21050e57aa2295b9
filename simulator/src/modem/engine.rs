//! The modem: characters in, command lines carried out one after another, answers out.

use std::collections::VecDeque;

use signoff_protocol::apdu::ins;
use signoff_protocol::at::{Command, CommandLine, Operation};
use signoff_protocol::hex;

use super::card_view::CardView;
use super::line_input::{Input, LineInput};
use super::output::Chunk;
use super::personality::ModemPersonality;
use super::reply::{Failure, Reply, Settings, urc_text};
use super::sessions::Sessions;
use super::watch::{LineEvent, LineWatcher};
use super::{ModemFault, boot, commands};
use crate::card::{Card, CardError};
use crate::card_file::CardFile;
use crate::env::Env;
use crate::terminal::{CardPort, Terminal, TerminalSettings};

/// Makes the card as it was at the start.
pub(super) type Restore<C> = Box<dyn FnMut() -> Result<C, CardError> + Send>;

/// `+CFUN`: what is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Functionality {
    /// 0: the card has no power.
    Minimum,
    /// 1
    Full,
    /// 4: no radio.
    Flight,
    /// 5: factory test mode; the card has no power.
    Test,
}

impl Functionality {
    /// What is switched on after a boot.
    pub(super) const fn at_start(personality: &ModemPersonality) -> Self {
        if personality.test_mode {
            Self::Test
        } else {
            Self::Full
        }
    }

    /// Whether the card is in use.
    pub(super) const fn powers_card(self) -> bool {
        matches!(self, Self::Full | Self::Flight)
    }
}

/// A modem with a card in its slot, or none.
pub struct Modem<C = Card> {
    pub(super) terminal: Option<Terminal<C>>,
    pub(super) personality: ModemPersonality,
    pub(super) chance: Env,
    pub(super) settings: Settings,
    pub(super) functionality: Functionality,
    pub(super) slot: u8,
    pub(super) registration: [u8; 3],
    pub(super) view: CardView,
    pub(super) sessions: Sessions,
    pub(super) lpa: boot::LpaState,
    /// Commands that reach the card are left without an answer.
    pub(super) mute: bool,
    pub(super) restore: Option<Restore<C>>,
    input: LineInput,
    last_line: String,
    faults: VecDeque<ModemFault>,
    lagging: Option<Chunk>,
    output: Vec<Chunk>,
    watcher: Option<LineWatcher>,
}

impl Modem<Card> {
    /// A modem with the card of a card file, which `AT+SIGNOFF="restore"` brings back.
    ///
    /// # Errors
    /// The file describes no possible card.
    pub fn from_file(file: &CardFile, personality: ModemPersonality, seed: u64) -> Result<Self, CardError> {
        let card = Card::new(file, seed)?;
        let pki = card.pki().cloned();
        let file = file.clone();
        let modem = Self::new(Some(card), personality, seed);
        Ok(modem.with_restore(Box::new(move || {
            Card::build(&file, seed, Box::new(crate::nvm::Memory::new()), pki.clone())
        })))
    }
}

impl<C: CardPort> Modem<C> {
    /// A modem that has booted: its card is powered and read, and nothing of that was said.
    pub fn new(card: Option<C>, personality: ModemPersonality, seed: u64) -> Self {
        let settings = TerminalSettings {
            announce_lpad: personality.sim.announces_lpad,
            announce_profile_state_change: personality.sim.announces_profile_state_change,
            handle_proactive: personality.sim.handles_proactive,
        };
        let mut modem = Self {
            terminal: card.map(|card| Terminal::with_settings(card, settings)),
            chance: Env::stream(seed, boot::CHANCE_STREAM),
            settings: Settings::of(&personality),
            functionality: Functionality::at_start(&personality),
            slot: personality.sim.active_slot,
            registration: [0; 3],
            view: CardView::default(),
            sessions: Sessions::default(),
            lpa: boot::LpaState::of(&personality),
            mute: false,
            restore: None,
            input: LineInput::new(personality.wire.max_line_chars, personality.wire.long_lines),
            last_line: String::new(),
            faults: VecDeque::new(),
            lagging: None,
            output: Vec::new(),
            watcher: None,
            personality,
        };
        modem.initialise_card();
        modem
    }

    /// With a way to put the card back to its first state, for `AT+SIGNOFF="restore"` and [`Modem::restore`].
    #[must_use]
    pub fn with_restore(mut self, restore: Box<dyn FnMut() -> Result<C, CardError> + Send>) -> Self {
        self.restore = Some(restore);
        self
    }

    /// Takes characters from the host.
    pub fn input(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let (sent_back, input) = self.input.push(*byte);
            if sent_back && self.settings.echo {
                match byte {
                    b'\r' => {
                        let end = self.personality.wire.echo_terminator.clone();
                        self.send(end.into_bytes());
                    }
                    _ => self.send(vec![*byte]),
                }
            }
            match input {
                None => {}
                Some(Input::Line(line)) => {
                    self.run(&line);
                    self.last_line = line;
                }
                Some(Input::Repeat) => {
                    let line = self.last_line.clone();
                    self.run(&line);
                }
                Some(Input::TooLong) => self.finish(&Reply::default(), &Err(Failure::Error)),
            }
        }
    }

    /// What is to be sent, in order of cause. Whoever has a clock holds each chunk back for its delay, as
    /// [`super::Outbox`] does.
    pub fn take_output(&mut self) -> Vec<Chunk> {
        std::mem::take(&mut self.output)
    }

    /// The host stopped a command whose answer was not out yet ([`super::Outbox::abort`]).
    pub fn abort(&mut self) {
        let aborted = signoff_protocol::at::CmeError::new(52);
        self.finish(&Reply::default(), &Err(aborted.into()));
    }

    /// Makes something go wrong with a command to come.
    pub fn arm(&mut self, fault: ModemFault) {
        self.faults.push_back(fault);
    }

    /// Puts the card back to its first state and powers it anew, as after a boot; settings of the line stay.
    ///
    /// # Errors
    /// The card can't be made. `Ok(false)`: this modem has no such state.
    pub fn restore(&mut self) -> Result<bool, CardError> {
        let Some(restore) = &mut self.restore else {
            return Ok(false);
        };
        let card = restore()?;
        if let Some(terminal) = &mut self.terminal {
            terminal.replace_card(card);
        }
        self.faults.clear();
        self.functionality = Functionality::at_start(&self.personality);
        self.slot = self.personality.sim.active_slot;
        self.lpa = boot::LpaState::of(&self.personality);
        self.initialise_card();
        Ok(true)
    }

    /// The device around the card, if there is one in the slot.
    pub const fn terminal_mut(&mut self) -> Option<&mut Terminal<C>> {
        self.terminal.as_mut()
    }

    /// The card, as to arm a fault.
    pub fn card_mut(&mut self) -> Option<&mut C> {
        self.terminal.as_mut().map(Terminal::card_mut)
    }

    /// How this modem deviates.
    pub const fn personality(&self) -> &ModemPersonality {
        &self.personality
    }

    /// Tells `watcher` of each command line and of each answer and URC, when the modem makes it.
    pub fn watch(&mut self, watcher: LineWatcher) {
        self.watcher = Some(watcher);
    }

    /// Whether the host has typed a part of a command line.
    pub const fn is_being_typed_at(&self) -> bool {
        !self.input.is_empty()
    }

    fn tell(&mut self, event: LineEvent<'_>) {
        if let Some(watcher) = &mut self.watcher {
            watcher(event);
        }
    }

    fn run(&mut self, line: &str) {
        self.tell(LineEvent::Command(line));
        let Ok(line) = CommandLine::parse(line) else {
            return self.finish(&Reply::default(), &Err(Failure::Error));
        };
        let fault = if line.commands.iter().any(is_fault_target) {
            self.faults.pop_front()
        } else {
            None
        };
        let mut reply = Reply::default();
        match &fault {
            Some(ModemFault::LoseCommand) => return,
            Some(ModemFault::UrcInAnswer(urc)) => reply.urcs_before.push(urc.clone()),
            Some(ModemFault::DelayAnswer { ms }) => reply.delay_ms = *ms,
            _ => {}
        }
        let end = line
            .commands
            .iter()
            .try_for_each(|command| commands::execute(self, command, &mut reply));
        match fault {
            Some(ModemFault::LoseAnswer) => self.send_urcs(&reply),
            Some(ModemFault::ResetDuringCommand) => self.boot(0),
            _ => self.finish(&reply, &end),
        }
    }

    fn finish(&mut self, reply: &Reply, end: &Result<(), Failure>) {
        let answer = Chunk {
            delay_ms: reply.delay_ms,
            bytes: reply.render(end, self.settings, &self.personality),
            abortable: reply.abortable,
        };
        self.tell(LineEvent::Answer(&String::from_utf8_lossy(&answer.bytes)));
        if self.personality.noise.lag_one_response {
            let late = self.lagging.replace(answer);
            self.output.extend(late);
        } else if !answer.bytes.is_empty() {
            self.output.push(answer);
        }
        self.send_urcs(reply);
        if reply.boot {
            self.boot(reply.delay_ms);
        }
    }

    fn send_urcs(&mut self, reply: &Reply) {
        for urc in &reply.urcs_after {
            self.urc_after(&urc.text, reply.delay_ms.saturating_add(urc.after_ms));
        }
    }

    pub(super) fn urc_after(&mut self, line: &str, delay_ms: u32) {
        self.tell(LineEvent::Unsolicited(line));
        self.output.push(Chunk {
            delay_ms,
            bytes: urc_text(line, &self.personality).into_bytes(),
            abortable: false,
        });
    }

    /// Sends at once, in one piece with what is there already.
    fn send(&mut self, bytes: Vec<u8>) {
        match self.output.last_mut() {
            Some(last) if last.delay_ms == 0 && !last.abortable => last.bytes.extend(bytes),
            _ => self.output.push(Chunk {
                delay_ms: 0,
                bytes,
                abortable: false,
            }),
        }
    }

    /// Forgets what was typed and not sent, as when the host is gone.
    pub fn hang_up(&mut self) {
        self.input = LineInput::new(
            self.personality.wire.max_line_chars,
            self.personality.wire.long_lines,
        );
        self.output.clear();
        self.lagging = None;
    }
}

/// See [`ModemFault`].
fn is_fault_target(command: &Command) -> bool {
    let Command::Extended { name, operation } = command else {
        return false;
    };
    match (name.as_str(), operation) {
        ("+CGLA" | "+CSIM", Operation::Set(parameters)) => parameters
            .last()
            .and_then(|parameter| hex::decode(parameter.text()?).ok())
            .is_some_and(|apdu| matches!(apdu.as_slice(), [_, ins::STORE_DATA, 0x80..=0xFF, ..])),
        ("+CGLA" | "+CSIM" | "+CCHO" | "+CCHC" | "+CFUN" | "+CMEE" | "+SIGNOFF", _)
        | (_, Operation::Test) => false,
        _ => true,
    }
}
