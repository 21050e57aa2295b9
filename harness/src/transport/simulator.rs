//! `sim:`, a card in this process with the same terminal around it that the simulated modem has.

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::apdu::{Atr, ChannelNumber, Class, CommandApdu, ResponseApdu};
use signoff_protocol::at::AtAnswer;
use signoff_protocol::id::Aid;
use signoff_simulator::Card;
use signoff_simulator::card::{CardError, CardFault, Mute};
use signoff_simulator::card_file::CardFile;
use signoff_simulator::nvm::Memory;
use signoff_simulator::terminal::{Terminal, TerminalEvent};

use super::manage_channel::{self, CountsChannels, RawApdu};
use super::open_channels::OpenChannels;
use super::{Capabilities, ChannelOpened, Fault, Transport, TransportError};

/// A card in this process. Nothing waits here: what a card's latency would cost on a line takes no time.
pub struct SimulatorTransport {
    terminal: Terminal,
    file: CardFile,
    seed: u64,
    open: OpenChannels,
    command: Vec<u8>,
}

impl SimulatorTransport {
    /// A fresh card as its file describes it, powered up.
    ///
    /// # Errors
    /// The file describes no possible card.
    pub fn new(file: CardFile, seed: u64) -> Result<Self, TransportError> {
        let card = Card::new(&file, seed).map_err(|error| no_card(&error))?;
        Self::with_card(card, file, seed)
    }

    /// A card that was made elsewhere, as one whose state is kept in a directory. `file` and `seed` are what
    /// [`Transport::restore`] makes a new one of.
    ///
    /// # Errors
    /// The card does not answer.
    pub fn with_card(card: Card, file: CardFile, seed: u64) -> Result<Self, TransportError> {
        let mut terminal = Terminal::new(card);
        terminal.power_up().map_err(mute)?;
        Ok(Self {
            terminal,
            file,
            seed,
            open: OpenChannels::default(),
            command: Vec::new(),
        })
    }

    fn send(&mut self, command: &CommandApdu) -> Result<ResponseApdu, TransportError> {
        let channel = Class::parse(command.view().cla).map_or(ChannelNumber::BASIC, |class| class.channel);
        if channel != ChannelNumber::BASIC && !self.open.contains(channel) {
            return Err(TransportError::ChannelNotOpen { channel });
        }
        self.exchange(command)
    }

    fn exchange(&mut self, command: &CommandApdu) -> Result<ResponseApdu, TransportError> {
        self.command.clear();
        command.write_to(&mut self.command);
        let answer = self.terminal.transmit(&self.command);
        while let Some(event) = self.terminal.next_event() {
            match event {
                TerminalEvent::Refreshed(mode) if mode.closes_channels() => {
                    self.open = OpenChannels::default();
                }
                TerminalEvent::Refreshed(_) | TerminalEvent::Proactive(_) | TerminalEvent::Muted => {}
            }
        }
        response(answer)
    }

    fn cold_reset(&mut self) -> Result<Option<Atr>, TransportError> {
        self.open = OpenChannels::default();
        self.terminal.power_off();
        self.terminal.power_up().map(Some).map_err(mute)
    }

    fn warm_reset(&mut self) -> Result<Option<Atr>, TransportError> {
        self.open = OpenChannels::default();
        match self.terminal.reset() {
            Ok(atr) => Ok(Some(atr)),
            // It lost its power, and a device gives it back.
            Err(Mute) => self.cold_reset(),
        }
    }

    fn renew(&mut self) -> Result<(), TransportError> {
        let pki = self.terminal.card().pki().cloned();
        let card = Card::build(&self.file, self.seed, Box::new(Memory::new()), pki)
            .map_err(|error| no_card(&error))?;
        self.terminal.replace_card(card);
        self.cold_reset().map(drop)
    }
}

impl RawApdu for SimulatorTransport {
    fn raw<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.exchange(command)).boxed()
    }
}

impl CountsChannels for SimulatorTransport {
    fn channels(&mut self) -> &mut OpenChannels {
        &mut self.open
    }
}

impl Transport for SimulatorTransport {
    fn describe(&self) -> String {
        "sim:".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            longest_segment: 255,
            at: false,
            raw_channels: true,
            follows_61xx: false,
            faults: true,
            restorable: true,
            extended: true,
        }
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.warm_reset()).boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.cold_reset()).boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        manage_channel::open_counted(self, aid).boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.send(command)).boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        manage_channel::close_counted(self, channel).boxed()
    }

    fn at<'a>(&'a mut self, _line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        ready(Err(TransportError::Unsupported {
            device: self.describe(),
            what: "take AT commands without a modem".to_owned(),
        }))
        .boxed()
    }

    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError> {
        match fault {
            Fault::LeaveChannelsOpen { count } => {
                for _ in 0..*count {
                    self.exchange(&manage_channel::open_command())?;
                }
                Ok(())
            }
            fault => match card_fault(fault) {
                Some(fault) => {
                    self.terminal.card_mut().arm(fault);
                    Ok(())
                }
                None => Err(TransportError::Unsupported {
                    device: self.describe(),
                    what: format!("have a {fault} without a modem"),
                }),
            },
        }
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        ready(self.renew()).boxed()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.open.list()
    }
}

/// The fault as the card knows it, if it is the card's.
pub(super) fn card_fault(fault: &Fault) -> Option<CardFault> {
    match fault {
        Fault::PowerCut { at_write } => Some(CardFault::PowerCutAtWrite(*at_write)),
        Fault::PowerCutAtSegment { at_segment } => Some(CardFault::PowerCutAtSegment(*at_segment)),
        Fault::CatBusy { times } => Some(CardFault::CatBusy { times: *times }),
        Fault::Status { ins, status } => Some(CardFault::StatusOnce {
            ins: *ins,
            status: *status,
        }),
        _ => None,
    }
}

pub(super) fn no_card(error: &CardError) -> TransportError {
    let mut reason = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        reason = format!("{reason}: {error}");
        cause = error.source();
    }
    TransportError::Open {
        device: "sim:".to_owned(),
        reason,
    }
}

/// What a simulated card answers to a command.
pub(crate) fn response(answer: Result<Vec<u8>, Mute>) -> Result<ResponseApdu, TransportError> {
    ResponseApdu::from_vec(answer.map_err(mute)?).map_err(|error| TransportError::Garbled {
        expected: "response APDU".to_owned(),
        received: error.to_string(),
    })
}

/// A simulated card that does not answer.
pub(crate) fn mute(mute: Mute) -> TransportError {
    TransportError::Mute {
        reason: mute.to_string(),
    }
}
