//! A modem as a transport.

use std::collections::BTreeMap;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::apdu::{Atr, ChannelNumber, Class, CommandApdu, ResponseApdu};
use signoff_protocol::at::{AtAnswer, Command, SessionId, UiccAnswer};
use signoff_protocol::hex;
use signoff_protocol::id::Aid;

use super::byte_link::ByteLink;
use super::client::AtClient;
use crate::transport::fault::FaultInlet;
use crate::transport::manage_channel::{self, RawApdu};
use crate::transport::{
    Capabilities, ChannelOpened, Direction, Fault, Level, Mode, OpenRefusal, Transport, TransportError,
};

/// Data bytes of a segment that the modems of the field take in one command line: openpilot uses as many on EG25 and
/// EG916Q; a full segment makes lines that EC25 and others cut.
const LONGEST_SEGMENT: usize = 120;

/// A channel that `+CCHO` opened.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// As the modem wrote it.
    pub(super) id: SessionId,
    /// Whether its number is the card's, so that CLA may name it. A handle says nothing about the channel, and the
    /// modem puts it into CLA itself.
    pub(super) is_channel: bool,
    /// The card was refreshed since: the channel is most likely gone.
    pub(super) stale: bool,
}

/// How APDUs travel: [`Mode`] once `auto` is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    Cgla,
    Csim,
    /// They don't.
    None,
}

/// A modem that takes AT commands over some stream of bytes.
pub struct AtTransport<L> {
    pub(super) client: AtClient<L>,
    pub(super) path: Path,
    /// By the number that stands for them in CLA.
    pub(super) sessions: BTreeMap<ChannelNumber, Session>,
    pub(super) restorable: bool,
    /// How `+CCHO` was refused on a modem that carries no APDUs, neither that way nor by `+CSIM`.
    pub(super) no_access: Option<String>,
    inlet: Option<Box<dyn FaultInlet>>,
}

impl<L: ByteLink> AtTransport<L> {
    /// Takes the modem into use: waits for its first `OK`, sets echo and error codes, closes what a predecessor left
    /// open, and finds out how APDUs travel where `mode` is `auto`. `inlet` is where faults of a simulated modem are
    /// armed.
    ///
    /// # Errors
    /// The modem does not answer. Whether it takes APDUs shows when a channel is opened.
    pub async fn connect(
        client: AtClient<L>,
        mode: Mode,
        inlet: Option<Box<dyn FaultInlet>>,
    ) -> Result<Self, TransportError> {
        let mut transport = Self {
            client,
            path: match mode {
                Mode::Csim => Path::Csim,
                Mode::Crsm => Path::None,
                Mode::Cgla | Mode::Auto => Path::Cgla,
            },
            sessions: BTreeMap::new(),
            restorable: false,
            no_access: None,
            inlet,
        };
        let start = transport.client.timeouts().start;
        transport.start(start).await?;
        transport.probe(mode).await?;
        Ok(transport)
    }

    /// Takes note of what URCs said since, and of a restart: the modem then has to be set up again.
    async fn catch_up(&mut self) -> Result<(), TransportError> {
        self.client.drain().await?;
        if self.client.take_restarted() {
            self.sessions.clear();
            let within = self.client.timeouts().reset;
            self.start(within).await?;
        }
        self.note_refresh();
        Ok(())
    }

    fn note_refresh(&mut self) {
        if self.client.take_refreshed() {
            for session in self.sessions.values_mut() {
                session.stale = true;
            }
        }
    }

    /// One APDU in one command line, and the response in its answer.
    pub(super) async fn apdu(&mut self, line: &Command) -> Result<ResponseApdu, TransportError> {
        let within = self.client.timeouts().apdu;
        let answer = self.client.command(line, true, within).await?;
        if !answer.result.is_ok() {
            return Err(TransportError::CommandRefused {
                command: format!("AT{}", line.name().unwrap_or_default()),
                result: answer.result.to_string(),
            });
        }
        let body = answer.body(line.name().unwrap_or_default()).unwrap_or_default();
        let garbled = |reason: String| TransportError::Garbled {
            expected: format!("answer to AT{} ({reason})", line.name().unwrap_or_default()),
            received: body.to_owned(),
        };
        let parsed = match UiccAnswer::parse(body) {
            Ok(parsed) => parsed.response,
            // Some firmware leaves the length out as well.
            Err(error) => hex::decode(body.trim_matches('"')).map_err(|_| garbled(error.to_string()))?,
        };
        ResponseApdu::from_vec(parsed).map_err(|error| garbled(error.to_string()))
    }

    async fn open_session(&mut self, aid: &Aid) -> Result<ChannelOpened, TransportError> {
        let within = self.client.timeouts().apdu;
        let answer = self.client.command(&Command::ccho(aid), true, within).await?;
        if !answer.result.is_ok() {
            return Ok(ChannelOpened::Refused(OpenRefusal {
                status: None,
                text: format!("AT+CCHO: {}", answer.result),
            }));
        }
        let body = answer.body("+CCHO").unwrap_or_default();
        let id = SessionId::parse(body).map_err(|error| TransportError::Garbled {
            expected: format!("answer to AT+CCHO ({error})"),
            received: body.to_owned(),
        })?;
        // The modem would not give an id twice: what had it is gone.
        self.sessions.retain(|_, session| session.id != id);
        let own = id
            .number()
            .and_then(ChannelNumber::new)
            .filter(|number| *number != ChannelNumber::BASIC && !self.sessions.contains_key(number));
        // Handles are numbered from the top, where they are out of the way of the card's own numbers.
        let free = || {
            (1..20)
                .rev()
                .filter_map(ChannelNumber::new)
                .find(|number| !self.sessions.contains_key(number))
        };
        let channel = own.or_else(free).ok_or_else(|| TransportError::Garbled {
            expected: "one of at most 19 sessions".to_owned(),
            received: id.to_string(),
        })?;
        let session = Session {
            id,
            is_channel: own.is_some(),
            stale: false,
        };
        self.sessions.insert(channel, session);
        Ok(ChannelOpened::Opened { channel, fci: None })
    }

    async fn close_session(&mut self, channel: ChannelNumber) -> Result<(), TransportError> {
        let Some(session) = self.sessions.get(&channel).cloned() else {
            return Err(TransportError::ChannelNotOpen { channel });
        };
        let within = self.client.timeouts().command;
        let command = Command::cchc(&session.id);
        let answer = self.client.command(&command, false, within).await?;
        self.note_refresh();
        let stale = self.sessions.get(&channel).is_none_or(|session| session.stale);
        if answer.result.is_ok() || stale || self.close_raw(channel, &session).await {
            self.sessions.remove(&channel);
            return Ok(());
        }
        Err(TransportError::CommandRefused {
            command: command.to_line(),
            result: answer.result.to_string(),
        })
    }

    /// For modems without `+CCHC` (EM9191): MANAGE CHANNEL to the card, where the channel's number is known.
    async fn close_raw(&mut self, channel: ChannelNumber, session: &Session) -> bool {
        if !session.is_channel {
            return false;
        }
        // Whatever the card says, it does not have the channel open afterwards.
        manage_channel::close(&mut Raw(self), channel).await.is_ok()
    }

    async fn send(&mut self, command: &CommandApdu) -> Result<ResponseApdu, TransportError> {
        self.catch_up().await?;
        let bytes = command.to_bytes();
        let Some((cla, rest)) = bytes.split_first() else {
            return Err(self.unsupported("send an empty command"));
        };
        let channel = Class::parse(*cla).map_or(ChannelNumber::BASIC, |class| class.channel);
        if self.path == Path::None {
            return Err(self.unsupported("carry APDUs in mode=crsm"));
        }
        if channel == ChannelNumber::BASIC {
            return self.apdu(&Command::csim(&bytes)).await;
        }
        let Some(session) = self.sessions.get(&channel).cloned() else {
            return Err(TransportError::ChannelNotOpen { channel });
        };
        if self.path == Path::Csim {
            return self.apdu(&Command::csim(&bytes)).await;
        }
        let line = if session.is_channel {
            Command::cgla(&session.id, &bytes)
        } else {
            let mut moved = vec![cla & 0x80];
            moved.extend_from_slice(rest);
            Command::cgla(&session.id, &moved)
        };
        let answer = self.apdu(&line).await;
        self.note_refresh();
        match answer {
            Err(TransportError::CommandRefused { .. }) if session.stale => {
                self.sessions.remove(&channel);
                Err(TransportError::ChannelNotOpen { channel })
            }
            answer => answer,
        }
    }

    pub(super) fn unsupported(&self, what: &str) -> TransportError {
        TransportError::Unsupported {
            device: self.describe(),
            what: what.to_owned(),
        }
    }
}

/// The link under the sessions: any APDU by `+CSIM`.
pub(super) struct Raw<'t, L>(pub(super) &'t mut AtTransport<L>);

impl<L: ByteLink> RawApdu for Raw<'_, L> {
    fn raw<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        async move { self.0.apdu(&Command::csim(&command.to_bytes())).await }.boxed()
    }
}

impl<L: ByteLink> Transport for AtTransport<L> {
    fn describe(&self) -> String {
        let path = match self.path {
            Path::Cgla => Mode::Cgla,
            Path::Csim => Mode::Csim,
            Path::None => Mode::Crsm,
        };
        format!("{} ({path})", self.client.name())
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            longest_segment: LONGEST_SEGMENT,
            at: true,
            raw_channels: self.path == Path::Csim,
            follows_61xx: false,
            faults: self.inlet.is_some(),
            restorable: self.restorable,
            extended: false,
        }
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        // Modems offer no warm reset of the card.
        async move { self.cycle().await.map(|()| None) }.boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        async move { self.cycle().await.map(|()| None) }.boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        async move {
            self.catch_up().await?;
            if let Some(refusal) = &self.no_access {
                return Err(self.unsupported(&format!(
                    "carry APDUs: {refusal}, and no channel works over AT+CSIM"
                )));
            }
            match self.path {
                Path::Cgla => return self.open_session(aid).await,
                Path::None => return Err(self.unsupported("carry APDUs in mode=crsm")),
                Path::Csim => {}
            }
            let opened = manage_channel::open(&mut Raw(self), aid).await?;
            if let ChannelOpened::Opened { channel, .. } = &opened {
                let session = Session {
                    id: SessionId::from(channel.get()),
                    is_channel: true,
                    stale: false,
                };
                self.sessions.insert(*channel, session);
            }
            Ok(opened)
        }
        .boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        self.send(command).boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        async move {
            self.catch_up().await?;
            if self.path == Path::Cgla {
                return self.close_session(channel).await;
            }
            if self.sessions.remove(&channel).is_none() {
                return Err(TransportError::ChannelNotOpen { channel });
            }
            manage_channel::close(&mut Raw(self), channel).await
        }
        .boxed()
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        async move {
            self.catch_up().await?;
            let within = self.client.timeouts().apdu;
            self.client.line(line, within).await
        }
        .boxed()
    }

    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError> {
        match &self.inlet {
            Some(inlet) => inlet.arm(fault),
            None => Err(self.unsupported("have faults on demand; only simulated targets can")),
        }
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        self.restore_card().boxed()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.sessions
            .iter()
            .filter(|(_, session)| !session.stale)
            .map(|(channel, _)| *channel)
            .collect()
    }
}

impl<L: ByteLink> AtTransport<L> {
    /// A remark for the link transcript.
    pub(super) fn remark(&self, text: &str) {
        self.client
            .log()
            .add(Direction::Note, Level::At, || text.to_owned());
    }
}
