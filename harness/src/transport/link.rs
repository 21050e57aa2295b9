//! The trait that all devices under test implement.

use futures::future::BoxFuture;
use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu};
use signoff_protocol::id::Aid;

use super::{AtAnswer, Capabilities, ChannelOpened, Fault, TransportError};

/// A way to a card. One command at a time; every wait ends by a deadline.
pub trait Transport: Send {
    /// The target with what was found out about it, for people: `serial:/dev/ttyUSB2 (cgla)`.
    fn describe(&self) -> String;

    /// What this device can do beyond the methods that all have.
    fn capabilities(&self) -> Capabilities;

    /// Warm reset, or the closest thing the device has. Only the basic channel is open afterwards.
    /// The ATR is `None` where the device does not show it (over AT it never does).
    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>>;

    /// Takes the card's power away and gives it back. Only the basic channel is open afterwards.
    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>>;

    /// Opens a supplementary logical channel and selects `aid` on it. A refusal by the card is `Ok`, and
    /// leaves no channel open.
    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>>;

    /// Sends one command on the channel that its CLA names, and returns the one answer to it. `61xx` comes
    /// back as it is, unless [`Capabilities::follows_61xx`].
    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>>;

    /// Closes a channel that [`Transport::open_channel`] opened.
    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>>;

    /// Sends one AT command line, where [`Capabilities::at`]. A final result other than `OK` is `Ok` here.
    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>>;

    /// Arms a fault that strikes once, at the next command it fits, where [`Capabilities::faults`].
    ///
    /// # Errors
    /// The device cannot do this fault.
    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError>;

    /// Puts a simulated card back to the state of its file, where [`Capabilities::restorable`].
    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>>;

    /// The channels that were opened and neither closed nor lost in a reset, ascending.
    fn open_channels(&self) -> Vec<ChannelNumber>;
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn describe(&self) -> String {
        (**self).describe()
    }

    fn capabilities(&self) -> Capabilities {
        (**self).capabilities()
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        (**self).reset()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        (**self).power_cycle()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        (**self).open_channel(aid)
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        (**self).transmit(command)
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        (**self).close_channel(channel)
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        (**self).at(line)
    }

    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError> {
        (**self).arm(fault)
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        (**self).restore()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        (**self).open_channels()
    }
}
