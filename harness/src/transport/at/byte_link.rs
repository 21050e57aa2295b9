//! Bytes to a modem and back.

use std::time::Duration;

use futures::future::BoxFuture;

/// The device is gone; the reason is what the system said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct LinkGone {
    /// What the system said.
    pub reason: String,
}

/// A two-way stream of bytes with a clock of its own: the time of a simulated link is simulated, so that
/// waiting for what never comes takes none.
pub trait ByteLink: Send {
    /// The port or address.
    fn name(&self) -> &str;

    /// Time since the link was opened.
    fn now(&self) -> Duration;

    /// Sends all of `bytes`.
    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>>;

    /// Appends what arrives to `into`, as soon as at least one byte does. `false` if nothing did `within` that
    /// time. What has already arrived is returned even if `within` is zero.
    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>>;
}

impl<L: ByteLink + ?Sized> ByteLink for Box<L> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn now(&self) -> Duration {
        (**self).now()
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        (**self).send(bytes)
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        (**self).receive(into, within)
    }
}
