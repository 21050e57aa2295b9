//! The last bytes that came in, for the message of an error.

/// As many as fit on a line of a terminal.
const KEPT: usize = 64;

/// The end of what was received since the last command.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent {
    bytes: Vec<u8>,
    cut: bool,
}

impl Recent {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.cut = false;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let start = bytes.len().saturating_sub(KEPT);
        self.bytes
            .extend_from_slice(bytes.get(start..).unwrap_or_default());
        let excess = self.bytes.len().saturating_sub(KEPT);
        self.cut |= excess > 0 || start > 0;
        self.bytes.drain(..excess);
    }

    /// Escaped as in source code: `\r\n+CPIN: READY\r\n`.
    pub(super) fn text(&self) -> String {
        let dots = if self.cut { "..." } else { "" };
        format!("{dots}{}", self.bytes.escape_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_kept_and_a_cut_is_shown() {
        let mut recent = Recent::default();
        recent.push(b"\r\nOK\r\n");
        assert_eq!(recent.text(), r"\r\nOK\r\n");
        recent.push(&[b'x'; 100]);
        assert_eq!(recent.text(), format!("...{}", "x".repeat(64)));
        recent.push(b"yz");
        assert_eq!(recent.text(), format!("...{}yz", "x".repeat(62)));
        recent.clear();
        assert_eq!(recent.text(), "");
    }
}
