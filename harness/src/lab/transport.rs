//! The page's way to the card: beside the line of the modem, on a channel of its own.

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::apdu::{Atr, ChannelNumber, Class, CommandApdu, ResponseApdu};
use signoff_protocol::at::AtAnswer;
use signoff_protocol::id::Aid;

use super::device::{LabModem, engine};
use super::exchange::Origin;
use crate::transport::{
    Capabilities, ChannelOpened, CountsChannels, Fault, OpenChannels, RawApdu, Transport, TransportError,
    close_counted, mute, open_counted, response,
};

/// One command at a time; between them the line may have its turn.
pub(super) struct BesideTransport {
    modem: LabModem,
    origin: Origin,
    open: OpenChannels,
}

impl BesideTransport {
    pub(super) fn new(modem: LabModem, origin: Origin) -> Self {
        Self {
            modem,
            origin,
            open: OpenChannels::default(),
        }
    }

    fn exchange(&mut self, command: &CommandApdu) -> Result<ResponseApdu, TransportError> {
        let engine = self.modem.engine();
        let mut modem = self::engine(&engine);
        let channel = Class::parse(command.view().cla).map_or(ChannelNumber::BASIC, |class| class.channel);
        let speak_as = |modem: &mut super::device::Engine, origin| {
            if let Some(card) = modem.card_mut() {
                card.speak_as(origin);
            }
        };
        if channel != ChannelNumber::BASIC && modem.card_mut().is_some_and(|card| !card.has_channel(channel))
        {
            return Err(TransportError::ChannelNotOpen { channel });
        }
        speak_as(&mut modem, self.origin);
        let answer = modem.transmit_beside(&command.to_bytes());
        speak_as(&mut modem, Origin::Line);
        // A REFRESH ends all channels, ours too.
        self.open
            .retain(|channel| modem.card_mut().is_some_and(|card| card.has_channel(channel)));
        response(answer)
    }

    fn restart_card(&mut self, cut: bool) -> Result<Option<Atr>, TransportError> {
        self.open = OpenChannels::default();
        let engine = self.modem.engine();
        let mut modem = self::engine(&engine);
        if cut {
            modem.cut_card_power();
        }
        modem.reset_card().map(Some).map_err(mute)
    }

    fn cannot(&self, what: &str) -> TransportError {
        TransportError::Unsupported {
            device: self.describe(),
            what: what.to_owned(),
        }
    }
}

impl RawApdu for BesideTransport {
    fn raw<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.exchange(command)).boxed()
    }
}

impl CountsChannels for BesideTransport {
    fn channels(&mut self) -> &mut OpenChannels {
        &mut self.open
    }
}

impl Transport for BesideTransport {
    fn describe(&self) -> String {
        "the card of the lab".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            raw_channels: true,
            extended: true,
            ..Capabilities::default()
        }
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.restart_card(false)).boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.restart_card(true)).boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        open_counted(self, aid).boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.exchange(command)).boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        close_counted(self, channel).boxed()
    }

    fn at<'a>(&'a mut self, _line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        ready(Err(self.cannot("take AT commands beside its line"))).boxed()
    }

    fn arm(&mut self, _fault: &Fault) -> Result<(), TransportError> {
        Err(self.cannot("have faults that a flow arms"))
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        ready(Err(self.cannot("be put back to its first state"))).boxed()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.open.list()
    }
}
