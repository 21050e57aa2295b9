//! A serial port. The system's calls block, so they run on two threads of their own.

use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serialport::{SerialPort, TTYPort};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use super::byte_link::{ByteLink, LinkGone};
use crate::transport::TransportError;

/// How long a blocking call may take before the thread looks whether it is still wanted.
const SLICE: Duration = Duration::from_millis(200);
/// Chunks in flight in each direction. A full channel holds the reading thread back, and then the line.
const CHUNKS: usize = 64;

/// An open serial port: 8N1, without flow control, locked against others.
#[derive(Debug)]
pub struct SerialLink {
    name: String,
    outgoing: mpsc::Sender<Vec<u8>>,
    incoming: mpsc::Receiver<Result<Vec<u8>, LinkGone>>,
    stop: Arc<AtomicBool>,
    opened: Instant,
}

impl SerialLink {
    /// Opens a port for this process alone.
    ///
    /// # Errors
    /// There is no such port, no permission, or somebody else has it.
    pub fn open(path: &str, baud: u32) -> Result<Self, TransportError> {
        let port = serialport::new(path, baud)
            .timeout(SLICE)
            .open_native()
            .map_err(|error| open_error(path, &error))?;
        // What was received before is nobody's answer.
        port.clear(serialport::ClearBuffer::Input)
            .map_err(|error| open_error(path, &error))?;
        let writing = port
            .try_clone_native()
            .map_err(|error| open_error(path, &error))?;
        let (outgoing, to_write) = mpsc::channel(CHUNKS);
        let (received, incoming) = mpsc::channel(CHUNKS);
        let stop = Arc::new(AtomicBool::new(false));
        let failed = received.clone();
        let stopped = Arc::clone(&stop);
        let write_stopped = Arc::clone(&stop);
        spawn(path, "read", move || read_loop(port, &received, &stopped))?;
        spawn(path, "write", move || {
            write_loop(writing, to_write, &failed, &write_stopped);
        })?;
        Ok(Self {
            name: format!("serial:{path}"),
            outgoing,
            incoming,
            stop,
            opened: Instant::now(),
        })
    }

    /// Under another name, where the path says nothing to people.
    #[must_use]
    pub fn with_name(mut self, name: String) -> Self {
        self.name = name;
        self
    }
}

impl Drop for SerialLink {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn spawn(path: &str, what: &str, work: impl FnOnce() + Send + 'static) -> Result<(), TransportError> {
    thread::Builder::new()
        .name(format!("{what} {path}"))
        .spawn(work)
        .map(drop)
        .map_err(|error| TransportError::Open {
            device: path.to_owned(),
            reason: error.to_string(),
        })
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

fn read_loop(mut port: TTYPort, received: &mpsc::Sender<Result<Vec<u8>, LinkGone>>, stopped: &AtomicBool) {
    let mut buffer = [0; 4096];
    while !stopped.load(Ordering::Relaxed) {
        let chunk = match port.read(&mut buffer) {
            Ok(0) => Err(LinkGone {
                reason: "end of file, as after unplugging".to_owned(),
            }),
            Ok(length) => Ok(buffer.get(..length).unwrap_or_default().to_vec()),
            Err(error) if is_pause(&error) => continue,
            Err(error) => Err(LinkGone {
                reason: error.to_string(),
            }),
        };
        let last = chunk.is_err();
        if received.blocking_send(chunk).is_err() || last {
            return;
        }
    }
}

fn write_loop(
    mut port: TTYPort,
    mut to_write: mpsc::Receiver<Vec<u8>>,
    failed: &mpsc::Sender<Result<Vec<u8>, LinkGone>>,
    stopped: &AtomicBool,
) {
    while let Some(bytes) = to_write.blocking_recv() {
        let mut rest = bytes.as_slice();
        while !rest.is_empty() && !stopped.load(Ordering::Relaxed) {
            match port.write(rest) {
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                // A slow line whose buffer is full.
                Err(error) if is_pause(&error) => {}
                Err(error) => {
                    let reason = format!("{error} while writing");
                    // Fails if nobody listens any more, and then nobody needs to know.
                    failed.blocking_send(Err(LinkGone { reason })).ok();
                    return;
                }
            }
        }
    }
}

/// Whether a call merely ran out of its slice of time.
fn is_pause(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::Interrupted)
}

impl ByteLink for SerialLink {
    fn name(&self) -> &str {
        &self.name
    }

    fn now(&self) -> Duration {
        self.opened.elapsed()
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        async move {
            // If the thread is gone, receiving tells why.
            self.outgoing.send(bytes.to_vec()).await.ok();
            Ok(())
        }
        .boxed()
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        async move {
            let chunk = if within.is_zero() {
                // A timer would wait for its next tick, a millisecond: ten bytes on a fast line.
                self.incoming.recv().now_or_never()
            } else {
                timeout(within, self.incoming.recv()).await.ok()
            };
            match chunk {
                None => Ok(false),
                Some(Some(Ok(bytes))) => {
                    into.extend_from_slice(&bytes);
                    Ok(true)
                }
                Some(Some(Err(gone))) => Err(gone),
                Some(None) => Err(LinkGone {
                    reason: "the port was closed".to_owned(),
                }),
            }
        }
        .boxed()
    }
}
