//! Keeps what went through, for the link transcript.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu};
use signoff_protocol::id::Aid;

use super::forward::forward;
use crate::transport::{ChannelOpened, Direction, Fault, Level, LinkLog, Transport, TransportError};

/// Writes each operation and its answer to a [`LinkLog`]. AT lines get there from the AT client, if it was given the
/// same log.
pub struct Recorder<T> {
    inner: T,
    log: LinkLog,
}

impl<T: Transport> Recorder<T> {
    /// Around `inner`.
    pub const fn new(inner: T, log: LinkLog) -> Self {
        Self { inner, log }
    }

    fn asked(&self, text: impl FnOnce() -> String) {
        self.log.add(Direction::ToDevice, Level::Apdu, text);
    }

    fn answered<A>(&self, answer: &Result<A, TransportError>, text: impl FnOnce(&A) -> String) {
        self.log.add(Direction::FromDevice, Level::Apdu, || match answer {
            Ok(answer) => text(answer),
            Err(error) => format!("error: {error}"),
        });
    }
}

fn atr_text(atr: Option<&Atr>) -> String {
    atr.map_or_else(|| "done".to_owned(), |atr| format!("ATR {atr}"))
}

impl<T: Transport> Transport for Recorder<T> {
    forward!(inner: describe, capabilities, at, open_channels);

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        async move {
            self.asked(|| "reset".to_owned());
            let answer = self.inner.reset().await;
            self.answered(&answer, |atr| atr_text(atr.as_ref()));
            answer
        }
        .boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        async move {
            self.asked(|| "power cycle".to_owned());
            let answer = self.inner.power_cycle().await;
            self.answered(&answer, |atr| atr_text(atr.as_ref()));
            answer
        }
        .boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        async move {
            self.asked(|| format!("open channel, select {aid}"));
            let answer = self.inner.open_channel(aid).await;
            self.answered(&answer, |opened| match opened {
                ChannelOpened::Opened { channel, .. } => format!("channel {channel}"),
                ChannelOpened::Refused(refusal) => format!("refused: {refusal}"),
            });
            answer
        }
        .boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        async move {
            self.asked(|| command.to_string());
            let answer = self.inner.transmit(command).await;
            self.answered(&answer, ToString::to_string);
            answer
        }
        .boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        async move {
            self.asked(|| format!("close channel {channel}"));
            let answer = self.inner.close_channel(channel).await;
            self.answered(&answer, |()| "closed".to_owned());
            answer
        }
        .boxed()
    }

    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError> {
        self.log
            .add(Direction::Note, Level::Apdu, || format!("fault armed: {fault}"));
        self.inner.arm(fault)
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        async move {
            self.asked(|| "restore card".to_owned());
            let answer = self.inner.restore().await;
            self.answered(&answer, |()| "restored".to_owned());
            answer
        }
        .boxed()
    }
}
