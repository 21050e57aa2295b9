//! Wakes a thread that waits in `poll`, to have it end.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::thread::JoinHandle;

use rustix::event::{PollFd, PollFlags, poll};

/// The end that the thread polls: readable once it shall end.
#[derive(Debug)]
pub(super) struct Stopped(UnixStream);

impl AsFd for Stopped {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl Stopped {
    /// Waits as long as a card of this latency takes; less when the thread shall end.
    pub(super) fn pause(&self, ms: u32) {
        if ms > 0 {
            let time = rustix::event::Timespec {
                tv_sec: i64::from(ms / 1000),
                tv_nsec: i64::from(ms % 1000) * 1_000_000,
            };
            let mut descriptors = [PollFd::new(self, PollFlags::IN)];
            // Interrupted by a signal it is a little too short.
            let _interrupted = poll(&mut descriptors, Some(&time));
        }
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

    /// Whether the thread has ended by itself.
    pub(super) fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits until the thread ends by itself.
    pub(super) fn wait(&mut self) {
        // The thread's end of the pair is closed when it ends, be it by a panic.
        let mut byte = [0];
        drop(self.stop.read(&mut byte));
        self.join();
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A thread that has ended has closed its end: nothing left to tell.
        drop(self.stop.write_all(&[0]));
        self.join();
    }
}
