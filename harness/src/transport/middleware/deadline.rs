//! An upper bound for each operation, whatever the transport inside does about time.

use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu};
use signoff_protocol::id::Aid;
use tokio::time::timeout;

use super::forward::forward;
use crate::transport::{AtAnswer, ChannelOpened, Transport, TransportError};

/// Ends an operation that takes too long with [`TransportError::Timeout`].
pub struct Deadline<T> {
    inner: T,
    within: Duration,
}

impl<T: Transport> Deadline<T> {
    /// Around `inner`, with this bound for each operation.
    pub const fn new(inner: T, within: Duration) -> Self {
        Self { inner, within }
    }
}

async fn bounded<A>(
    within: Duration,
    what: String,
    work: BoxFuture<'_, Result<A, TransportError>>,
) -> Result<A, TransportError> {
    match timeout(within, work).await {
        Ok(answer) => answer,
        Err(_) => Err(TransportError::Timeout {
            waiting_for: what,
            after_ms: u64::try_from(within.as_millis()).unwrap_or(u64::MAX),
            last_bytes: String::new(),
        }),
    }
}

impl<T: Transport> Transport for Deadline<T> {
    forward!(inner: describe, capabilities, arm, open_channels);

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        bounded(self.within, "end of a reset".to_owned(), self.inner.reset()).boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        bounded(
            self.within,
            "end of a power cycle".to_owned(),
            self.inner.power_cycle(),
        )
        .boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        bounded(
            self.within,
            format!("channel with {aid}"),
            self.inner.open_channel(aid),
        )
        .boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        bounded(
            self.within,
            format!("answer to {command}"),
            self.inner.transmit(command),
        )
        .boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        bounded(
            self.within,
            format!("end of channel {channel}"),
            self.inner.close_channel(channel),
        )
        .boxed()
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        bounded(self.within, format!("answer to {line}"), self.inner.at(line)).boxed()
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        bounded(
            self.within,
            "the card's first state".to_owned(),
            self.inner.restore(),
        )
        .boxed()
    }
}
