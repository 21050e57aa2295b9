//! A serial port.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use rustix::fs::{Mode, OFlags};
use serialport::TTYPort;
use tokio::net::unix::pipe;
use tokio::time::{Instant, timeout};

use super::byte_link::{ByteLink, LinkGone, WRITING, write_in_time};
use crate::transport::TransportError;

/// An open serial port: 8N1, without flow control, locked against others.
///
/// Reading and writing never block and wake the very task that waits, without a thread in between: on a fast line a
/// detour is as long as some bytes. A terminal is no pipe, but to tokio both are a descriptor that becomes ready.
#[derive(Debug)]
pub struct SerialLink {
    name: String,
    reading: pipe::Receiver,
    writing: pipe::Sender,
    /// Behind both of them.
    file: File,
    /// Holds the lock and the settings.
    _port: TTYPort,
    opened: Instant,
}

impl SerialLink {
    /// Opens a port for this process alone.
    ///
    /// # Errors
    /// There is no such port, no permission, or somebody else has it.
    ///
    /// # Panics
    /// Outside of a tokio runtime that drives I/O.
    pub fn open(path: &str, baud: u32) -> Result<Self, TransportError> {
        // Before the port is locked, which would keep this out as well. Why it cannot be opened is told below.
        let file = rustix::fs::open(
            path,
            OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC,
            Mode::empty(),
        );
        let port = serialport::new(path, baud)
            .open_native()
            .map_err(|error| open_error(path, &error))?;
        // What was received before is nobody's answer.
        serialport::SerialPort::clear(&port, serialport::ClearBuffer::Input)
            .map_err(|error| open_error(path, &error))?;
        let attach = || {
            let file = File::from(file?);
            Ok((
                pipe::Receiver::from_file_unchecked(file.try_clone()?)?,
                pipe::Sender::from_file_unchecked(file.try_clone()?)?,
                file,
            ))
        };
        let (reading, writing, file) = attach().map_err(|error: std::io::Error| TransportError::Open {
            device: path.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self {
            name: format!("serial:{path}"),
            reading,
            writing,
            file,
            _port: port,
            opened: Instant::now(),
        })
    }

    /// Under another name, where the path says nothing to people.
    #[must_use]
    pub fn with_name(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// Until something has come in.
    async fn arrival(&self, into: &mut Vec<u8>) -> Result<(), LinkGone> {
        let mut buffer = [0; 4096];
        loop {
            self.reading.readable().await.map_err(|error| gone(&error))?;
            let count = self.reading.try_read(&mut buffer);
            if keep(count, &buffer, into)? {
                return Ok(());
            }
        }
    }
}

/// Keeps what was read; false if nothing was there.
fn keep(count: std::io::Result<usize>, buffer: &[u8], into: &mut Vec<u8>) -> Result<bool, LinkGone> {
    match count {
        Ok(0) => Err(LinkGone {
            reason: "end of file, as after unplugging".to_owned(),
        }),
        Ok(count) => {
            into.extend_from_slice(buffer.get(..count).unwrap_or_default());
            Ok(true)
        }
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(false),
        Err(error) => Err(gone(&error)),
    }
}

fn gone(error: &std::io::Error) -> LinkGone {
    LinkGone {
        reason: error.to_string(),
    }
}

fn open_error(path: &str, error: &serialport::Error) -> TransportError {
    let device = path.to_owned();
    let reason = error.description.clone();
    let is_busy = matches!(error.kind(), serialport::ErrorKind::Io(ErrorKind::ResourceBusy))
        || reason.contains("busy")
        || reason.contains("lock");
    if !Path::new(path).exists() {
        TransportError::Open {
            device,
            reason: "there is no such port; `signoff ports` lists those that exist".to_owned(),
        }
    } else if is_busy {
        TransportError::Busy { port: device, reason }
    } else if reason.contains("ermission") {
        TransportError::Open {
            device,
            reason: format!("{reason}; on most systems the group dialout may use serial ports"),
        }
    } else {
        TransportError::Open { device, reason }
    }
}

impl ByteLink for SerialLink {
    fn name(&self) -> &str {
        &self.name
    }

    fn now(&self) -> Duration {
        self.opened.elapsed()
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        write_in_time(&mut self.writing, bytes, WRITING).boxed()
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        async move {
            if within.is_zero() {
                // A timer would wait for its next tick, a millisecond: ten bytes on a fast line.
                let mut buffer = [0; 4096];
                let count = (&self.file).read(&mut buffer);
                return keep(count, &buffer, into);
            }
            match timeout(within, self.arrival(into)).await {
                Ok(arrived) => arrived.map(|()| true),
                Err(_) => Ok(false),
            }
        }
        .boxed()
    }
}
