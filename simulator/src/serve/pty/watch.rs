//! Who has the terminal open. The kernel would tell by a hang-up, but only if this side kept it closed, and a client
//! that dies could then leave it locked (TIOCEXCL). So the opens and closes are counted; Linux alone lets us.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

#[derive(Debug)]
pub(super) struct Watch {
    descriptor: OwnedFd,
    clients: usize,
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}

impl Watch {
    /// `None` where it can't be watched: then a client is always taken to be there.
    #[cfg(target_os = "linux")]
    pub(super) fn new(terminal: &Path) -> Option<Self> {
        use rustix::fs::inotify;
        let descriptor =
            inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK).ok()?;
        inotify::add_watch(
            &descriptor,
            terminal,
            inotify::WatchFlags::OPEN | inotify::WatchFlags::CLOSE,
        )
        .ok()?;
        Some(Self {
            descriptor,
            clients: 0,
        })
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn new(_: &Path) -> Option<Self> {
        None
    }

    pub(super) const fn nobody_is_there(&self) -> bool {
        self.clients == 0
    }

    /// Reads what happened; whether at some moment the last client left.
    #[cfg(target_os = "linux")]
    pub(super) fn last_client_is_gone(&mut self) -> bool {
        use rustix::fs::inotify::{ReadFlags, Reader};
        let mut buffer = [std::mem::MaybeUninit::uninit(); 1024];
        let mut reader = Reader::new(&self.descriptor, &mut buffer);
        let mut gone = false;
        while let Ok(event) = reader.next() {
            if event.events().contains(ReadFlags::OPEN) {
                self.clients += 1;
            } else if event
                .events()
                .intersects(ReadFlags::CLOSE_WRITE | ReadFlags::CLOSE_NOWRITE)
            {
                self.clients = self.clients.saturating_sub(1);
                gone |= self.clients == 0;
            }
        }
        gone
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn last_client_is_gone(&mut self) -> bool {
        false
    }
}
