//! What the link did: AT lines and APDUs as they went over it, with their status words.

use std::fmt::Write as _;

/// Collects the text of one case. It differs from target to target.
#[derive(Clone, Debug)]
pub struct LinkTranscript {
    text: String,
}

impl LinkTranscript {
    /// Begins the text with what the target is.
    pub fn new(target: &str) -> Self {
        let version = super::FORMAT_VERSION;
        Self {
            text: format!("signoff link transcript {version}\ntarget: {target}\n"),
        }
    }

    /// A step begins.
    pub fn step(&mut self, number: usize, kind: &str) {
        // Writing to a String never fails.
        let _written = writeln!(self.text, "\nstep {number}: {kind}");
    }

    /// Something went to the device.
    pub fn sent(&mut self, what: &str) {
        self.lines('>', what);
    }

    /// Something came from the device.
    pub fn received(&mut self, what: &str) {
        self.lines('<', what);
    }

    /// Something happened: a reset, a time-out.
    pub fn event(&mut self, what: &str) {
        self.lines('!', what);
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }

    fn lines(&mut self, mark: char, what: &str) {
        for line in what.lines() {
            // Writing to a String never fails.
            let _written = writeln!(self.text, "  {mark} {line}");
        }
    }
}
