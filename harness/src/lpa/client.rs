//! The LPA itself: a transport, a channel to the ISD-R, and what is not yet known.

use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu};

use crate::transport::{Transport, TransportError};

use super::{ExchangeSink, LpaError, LpaOptions, Opened, StateChange};

/// An LPAd on top of a transport. Calls open the ISD-R when it is not open; [`Lpa::close`] closes it.
pub struct Lpa {
    pub(super) transport: Box<dyn Transport>,
    pub(super) options: LpaOptions,
    pub(super) log: Box<dyn ExchangeSink>,
    pub(super) opened: Option<Opened>,
    /// Something happened after which the channel may be gone without notice.
    pub(super) doubtful: bool,
    pub(super) unresolved: Option<StateChange>,
}

impl Lpa {
    /// Sends nothing yet. `log` is told of each ES10 exchange.
    pub fn new(transport: Box<dyn Transport>, options: LpaOptions, log: Box<dyn ExchangeSink>) -> Self {
        Self {
            transport,
            options,
            log,
            opened: None,
            doubtful: false,
            unresolved: None,
        }
    }

    /// The device below, for what is no business of an LPA: AT lines, faults, restoring.
    pub fn transport(&mut self) -> &mut dyn Transport {
        &mut *self.transport
    }

    /// Gives the device back; call [`Lpa::close`] first.
    pub fn into_transport(self) -> Box<dyn Transport> {
        self.transport
    }

    /// The channel on which the ISD-R is selected, if it is open.
    pub fn channel(&self) -> Option<ChannelNumber> {
        self.opened.as_ref().map(|opened| opened.channel)
    }

    /// The change whose outcome is unknown, until [`Lpa::resolve`] knows it.
    pub const fn unresolved(&self) -> Option<&StateChange> {
        self.unresolved.as_ref()
    }

    /// Resets the card warm; the channel is gone afterwards. Gives the answer to reset where the link shows it.
    ///
    /// # Errors
    /// The link broke.
    pub async fn reset(&mut self) -> Result<Option<Atr>, LpaError> {
        self.opened = None;
        let done = self.transport.reset().await;
        done.map_err(|source| LpaError::Transport {
            doing: "reset".to_owned(),
            source,
        })
    }

    /// Takes the card's power away and gives it back; the channel is gone afterwards. Gives the answer to reset
    /// where the link shows it.
    ///
    /// # Errors
    /// The link broke.
    pub async fn power_cycle(&mut self) -> Result<Option<Atr>, LpaError> {
        self.opened = None;
        let done = self.transport.power_cycle().await;
        done.map_err(|source| LpaError::Transport {
            doing: "power cycle".to_owned(),
            source,
        })
    }

    /// Sends a command as it is, on the channel that its CLA names.
    ///
    /// # Errors
    /// The link broke; the channel is closed.
    pub async fn transmit(&mut self, command: &CommandApdu) -> Result<ResponseApdu, LpaError> {
        match self.transport.transmit(command).await {
            Ok(response) => Ok(response),
            Err(source) => Err(self.broken(format!("command {command}"), source).await),
        }
    }

    /// Cleans up after the link broke.
    pub(super) async fn broken(&mut self, doing: String, source: TransportError) -> LpaError {
        self.abandon(Some(&source)).await;
        LpaError::Transport { doing, source }
    }
}

impl std::fmt::Debug for Lpa {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lpa")
            .field("transport", &self.transport.describe())
            .field("opened", &self.opened)
            .field("unresolved", &self.unresolved)
            .finish_non_exhaustive()
    }
}
