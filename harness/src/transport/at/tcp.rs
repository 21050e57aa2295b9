//! A modem's serial port over TCP, as ser2net in raw mode serves it.

use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::byte_link::{ByteLink, LinkGone, WRITING, write_in_time};
use crate::transport::TransportError;

/// Connected to a TCP port behind which a modem takes AT commands.
#[derive(Debug)]
pub struct TcpLink {
    address: String,
    stream: TcpStream,
    opened: Instant,
}

impl TcpLink {
    /// Connects to `HOST:PORT`.
    ///
    /// # Errors
    /// The name is not known, nobody listens, or nobody answered within that time.
    pub async fn connect(address: &str, within: Duration) -> Result<Self, TransportError> {
        let failed = |reason: String| TransportError::Open {
            device: format!("tcp:{address}"),
            reason,
        };
        let stream = timeout(within, TcpStream::connect(address))
            .await
            .map_err(|_| failed(format!("no connection within {} ms", within.as_millis())))?
            .map_err(|error| failed(error.to_string()))?;
        // Without this, Nagle's algorithm costs 40 ms a command where the other end delays its ACK.
        stream
            .set_nodelay(true)
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            address: format!("tcp:{address}"),
            stream,
            opened: Instant::now(),
        })
    }
}

impl ByteLink for TcpLink {
    fn name(&self) -> &str {
        &self.address
    }

    fn now(&self) -> Duration {
        self.opened.elapsed()
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        write_in_time(&mut self.stream, bytes, WRITING).boxed()
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        async move {
            let length = if within.is_zero() {
                // A timer would wait for its next tick, a millisecond.
                self.stream.read_buf(into).now_or_never()
            } else {
                timeout(within, self.stream.read_buf(into)).await.ok()
            };
            match length {
                None => Ok(false),
                Some(Ok(0)) => Err(LinkGone {
                    reason: "the connection was closed".to_owned(),
                }),
                Some(Ok(_)) => Ok(true),
                Some(Err(error)) => Err(gone(&error)),
            }
        }
        .boxed()
    }
}

fn gone(error: &std::io::Error) -> LinkGone {
    LinkGone {
        reason: error.to_string(),
    }
}
