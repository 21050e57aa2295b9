//! The lab that a guide starts in another terminal.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::terminal::process;

/// A lab that runs until it is dropped.
pub(crate) struct Lab {
    child: Child,
    /// Takes what it says, so that it never waits for a reader.
    reader: Option<JoinHandle<()>>,
}

impl Lab {
    /// How the guide starts it.
    pub(crate) const COMMAND: &str = "signoff lab";

    /// Starts it in `folder`, without a browser, and waits until it is ready.
    pub(crate) fn start(folder: &Path, locale: &str) -> Self {
        let mut child = process(folder, locale)
            .args(["-c", &format!("exec {} --no-open", Self::COMMAND)])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell runs");
        let mut output = BufReader::new(child.stdout.take().expect("standard output"));
        let mut first = String::new();
        output.read_line(&mut first).expect("its first line");
        assert!(first.starts_with("http://127.0.0.1:"), "the lab said {first:?}");
        let reader = std::thread::spawn(move || drop(output.read_to_end(&mut Vec::new())));
        Self {
            child,
            reader: Some(reader),
        }
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            drop(self.child.kill());
        }
        drop(self.child.wait());
        if let Some(reader) = self.reader.take() {
            drop(reader.join());
        }
    }
}
