//! Wakes a thread that waits in `poll`, to have it end.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::thread::JoinHandle;

/// The end that the thread polls: readable once it shall end.
#[derive(Debug)]
pub(super) struct Stopped(UnixStream);

impl AsFd for Stopped {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// A running thread, which ends when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    stop: UnixStream,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn start(name: &str, run: impl FnOnce(Stopped) + Send + 'static) -> io::Result<Self> {
        let (stop, stopped) = UnixStream::pair()?;
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || run(Stopped(stopped)))?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }

    /// Waits until the thread ends by itself.
    pub(super) fn wait(&mut self) {
        // The thread's end of the pair is closed when it ends, be it by a panic.
        let mut byte = [0];
        drop(self.stop.read(&mut byte));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A thread that has ended has closed its end: nothing left to tell.
        drop(self.stop.write_all(&[0]));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
