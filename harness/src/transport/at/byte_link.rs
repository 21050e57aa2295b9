//! Bytes to a modem and back.

use std::time::Duration;

use futures::future::BoxFuture;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

/// How long a device may take to accept a command: many times what the slowest line needs.
pub(super) const WRITING: Duration = Duration::from_secs(10);

/// The device is gone; the reason is what the system said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct LinkGone {
    /// What the system said.
    pub reason: String,
}

/// Writes all of `bytes`, within a time.
pub(super) async fn write_in_time(
    writer: &mut (impl AsyncWrite + Unpin),
    bytes: &[u8],
    within: Duration,
) -> Result<(), LinkGone> {
    match timeout(within, writer.write_all(bytes)).await {
        Ok(written) => written.map_err(|error| LinkGone {
            reason: format!("{error} while writing"),
        }),
        Err(_) => Err(LinkGone {
            reason: format!("it took no bytes for {} s", within.as_secs()),
        }),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_takes_no_bytes_is_not_waited_for() {
        let (mut writer, _reader) = tokio::io::duplex(4);
        let within = Duration::from_millis(20);
        assert_eq!(write_in_time(&mut writer, b"AT\r", within).await, Ok(()));
        let gone = write_in_time(&mut writer, b"AT\r", within).await.unwrap_err();
        assert!(gone.reason.starts_with("it took no bytes"), "{gone}");
    }
}
