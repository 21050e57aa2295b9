//! What travelled over a link, kept for the link transcript.

use std::sync::{Arc, Mutex, PoisonError};

/// Which way something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the harness to the device.
    ToDevice,
    /// From the device to the harness.
    FromDevice,
    /// Neither: a remark of the harness.
    Note,
}

/// On which level it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A line of text on the serial line.
    At,
    /// A command or response APDU, or an operation of the transport.
    Apdu,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// Which way.
    pub direction: Direction,
    /// On which level.
    pub level: Level,
    /// The AT line, the APDU in hex, or words.
    pub text: String,
}

/// A list of entries that several layers write and a report takes. Clones share the list; the default keeps
/// nothing.
#[derive(Clone, Debug, Default)]
pub struct LinkLog {
    lines: Option<Arc<Mutex<Vec<LinkLine>>>>,
}

impl LinkLog {
    /// A list that keeps what is written.
    pub fn new() -> Self {
        Self {
            lines: Some(Arc::default()),
        }
    }

    /// Whether anything is kept.
    pub const fn is_kept(&self) -> bool {
        self.lines.is_some()
    }

    /// Adds an entry; `text` is only called if it is kept.
    pub fn add(&self, direction: Direction, level: Level, text: impl FnOnce() -> String) {
        if let Some(lines) = &self.lines {
            let line = LinkLine {
                direction,
                level,
                text: without_pins(text()),
            };
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }

    /// Takes what was kept so far.
    pub fn take(&self) -> Vec<LinkLine> {
        self.lines.as_ref().map_or_else(Vec::new, |lines| {
            std::mem::take(&mut *lines.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }
}

/// The same text with the digits of PINs left out: of `+CPIN=` and `+CPWD=`, and of VERIFY PIN, CHANGE PIN, DISABLE PIN,
/// ENABLE PIN and UNBLOCK PIN (ETSI TS 102 221 §11.1.9 to §11.1.13), alone or in a line of AT.
pub(super) fn without_pins(text: String) -> String {
    const LINES: [&str; 3] = ["AT+CPIN=", "AT+CPWD=", "AT+CLCK="];
    if let Some(line) = LINES.iter().find(|line| text.starts_with(**line)) {
        return format!("{line}…");
    }
    let quoted = text.starts_with("AT+CSIM=") || text.starts_with("AT+CGLA=");
    let start = if quoted {
        text.find('"')
            .map_or_else(|| text.rfind(',').map(|at| at + 1), |at| Some(at + 1))
    } else {
        Some(0)
    };
    // Class and channel, instruction, P1, P2, length: what follows is the secret.
    let secret = start.filter(|start| {
        let instruction = text.get(start + 2..start + 4);
        let header = text.get(*start..start + 10);
        header.is_some_and(|header| header.bytes().all(|byte| byte.is_ascii_hexdigit()))
            && instruction.is_some_and(|ins| ["20", "24", "26", "28", "2C", "2c"].contains(&ins))
            && text.get(start + 4..start + 6) == Some("00")
    });
    match secret.and_then(|start| text.get(..start + 10)) {
        Some(header) => format!("{header}…"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pin_is_kept() {
        for (text, want) in [
            ("AT+CPIN=\"1234\"", "AT+CPIN=…"),
            ("AT+CPIN?", "AT+CPIN?"),
            ("AT+CGLA=1,26,\"0120000108\"", "AT+CGLA=1,26,\"0120000108…"),
            (
                "AT+CGLA=1,26,\"012000010831323334FFFFFFFF\"",
                "AT+CGLA=1,26,\"0120000108…",
            ),
            ("AT+CSIM=26,002C00011031323334", "AT+CSIM=26,002C000110…"),
            ("0120000108 31323334FFFFFFFF", "0120000108…"),
            ("012000010831323334FFFFFFFF", "0120000108…"),
            ("01B2010400", "01B2010400"),
            ("AT+CGLA=1,10,\"01B2010400\"", "AT+CGLA=1,10,\"01B2010400\""),
            ("OK", "OK"),
        ] {
            assert_eq!(without_pins(text.to_owned()), want);
        }
    }
}
