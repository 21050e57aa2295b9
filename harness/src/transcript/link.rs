//! What the link did: AT lines and APDUs as they went over it, with their status words.

use std::fmt::Write as _;

use crate::transport::{Direction, Level, LinkLine};

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
        self.line(format_args!("\nstep {number}: {kind}"));
    }

    /// What travelled since the last time. AT lines stand below the operation of the transport that they belong to.
    pub fn lines(&mut self, lines: &[LinkLine]) {
        for entry in lines {
            let indent = match entry.level {
                Level::Apdu => "  ",
                Level::At => "    ",
            };
            let mark = match entry.direction {
                Direction::ToDevice => '>',
                Direction::FromDevice => '<',
                Direction::Note => '!',
            };
            for line in entry.text.lines() {
                self.line(format_args!("{indent}{mark} {line}"));
            }
        }
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String never fails.
        let _written = writeln!(self.text, "{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_levels_stand_in_their_order() {
        let entry = |direction, level, text: &str| LinkLine {
            direction,
            level,
            text: text.to_owned(),
        };
        let mut transcript = LinkTranscript::new("pty:reference");
        transcript.step(1, "eid");
        transcript.lines(&[
            entry(Direction::ToDevice, Level::Apdu, "80E2910006BF3E035C015A"),
            entry(
                Direction::ToDevice,
                Level::At,
                "AT+CGLA=1,22,\"81E2910006BF3E035C015A\"",
            ),
            entry(Direction::FromDevice, Level::At, "+CME ERROR: 13"),
            entry(Direction::Note, Level::Apdu, "refused"),
        ]);
        assert_eq!(
            transcript.finish(),
            "signoff link transcript 1\ntarget: pty:reference\n\nstep 1: eid\n  > 80E2910006BF3E035C015A\n    > \
             AT+CGLA=1,22,\"81E2910006BF3E035C015A\"\n    < +CME ERROR: 13\n  ! refused\n"
        );
    }
}
