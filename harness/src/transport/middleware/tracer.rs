//! Tells somebody about each APDU as it passes, as for `-v`.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::apdu::{CommandApdu, ResponseApdu};

use super::forward::forward;
use crate::transport::{Transport, TransportError};

/// Called with each command and what came of it.
pub trait Observer: Send {
    /// A command was answered, or was not.
    fn exchanged(&mut self, command: &CommandApdu, answer: Result<&ResponseApdu, &TransportError>);
}

impl<F> Observer for F
where
    F: FnMut(&CommandApdu, Result<&ResponseApdu, &TransportError>) + Send,
{
    fn exchanged(&mut self, command: &CommandApdu, answer: Result<&ResponseApdu, &TransportError>) {
        self(command, answer);
    }
}

/// Shows each exchange to an [`Observer`] at once. Nothing is kept.
pub struct Tracer<T, O> {
    inner: T,
    observer: O,
}

impl<T: Transport, O: Observer> Tracer<T, O> {
    /// Around `inner`.
    pub const fn new(inner: T, observer: O) -> Self {
        Self { inner, observer }
    }
}

impl<T: Transport, O: Observer> Transport for Tracer<T, O> {
    forward!(inner: describe, capabilities, reset, power_cycle, open_channel, close_channel);
    forward!(inner: at, arm, restore, open_channels);

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        async move {
            let answer = self.inner.transmit(command).await;
            self.observer.exchanged(command, answer.as_ref());
            answer
        }
        .boxed()
    }
}
