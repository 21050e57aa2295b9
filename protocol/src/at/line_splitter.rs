//! Bytes as they come in, to lines.

use std::collections::VecDeque;

/// Longest line that is kept. A modem that joins a long list of profiles itself answers with tens of KiB in one line.
pub const MAX_LINE: usize = 1 << 20;

/// A line, or the lines of an answer, had more bytes than are kept; they were dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line or an answer of more than {limit} bytes")]
pub struct LineTooLong {
    /// Bytes that would have been kept.
    pub limit: usize,
}

/// Cuts received bytes into lines: CR and LF both end one, and empty ones are dropped, so that `\r\n`, `\r\r\n` (the
/// echo of a CR, then the answer) and a lone `\r` all read alike. Bytes that are no UTF-8 are replaced.
#[derive(Clone, Debug)]
pub struct LineSplitter {
    lines: VecDeque<Result<String, LineTooLong>>,
    partial: Vec<u8>,
    overflow: bool,
    limit: usize,
}

impl Default for LineSplitter {
    fn default() -> Self {
        Self::with_limit(MAX_LINE)
    }
}

impl LineSplitter {
    /// With a limit of its own on the length of a line.
    pub fn with_limit(limit: usize) -> Self {
        Self {
            lines: VecDeque::new(),
            partial: Vec::new(),
            overflow: false,
            limit,
        }
    }

    /// Takes received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            let (piece, behind) = rest.split_at(end);
            self.keep(piece);
            self.end_line();
            rest = behind.get(1..).unwrap_or_default();
        }
        self.keep(rest);
    }

    fn keep(&mut self, piece: &[u8]) {
        if self.overflow || self.partial.len() + piece.len() > self.limit {
            self.overflow = true;
            self.partial.clear();
        } else {
            self.partial.extend_from_slice(piece);
        }
    }

    fn end_line(&mut self) {
        if self.overflow {
            self.overflow = false;
            self.lines.push_back(Err(LineTooLong { limit: self.limit }));
        } else if !self.partial.is_empty() {
            let line = String::from_utf8_lossy(&self.partial).into_owned();
            self.lines.push_back(Ok(line));
        }
        self.partial.clear();
    }

    /// The next finished line.
    pub fn next_line(&mut self) -> Option<Result<String, LineTooLong>> {
        self.lines.pop_front()
    }

    /// What has come in of a line that is not finished: to show when a wait ends, or to see a prompt.
    pub fn partial(&self) -> &[u8] {
        &self.partial
    }

    /// Forgets everything, as after the port was opened anew.
    pub fn clear(&mut self) {
        *self = Self::with_limit(self.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(chunks: &[&[u8]], limit: usize) -> Vec<Result<String, LineTooLong>> {
        let mut splitter = LineSplitter::with_limit(limit);
        for chunk in chunks {
            splitter.push(chunk);
        }
        std::iter::from_fn(|| splitter.next_line()).collect()
    }

    #[test]
    fn echo_and_answer_come_apart() {
        let want = ["AT+CCID", "+CCID: 89", "OK"].map(|line| Ok(line.to_owned()));
        let bytes = b"AT+CCID\r\r\n+CCID: 89\r\n\r\nOK\r\n";
        assert_eq!(lines(&[bytes], 100), want);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(lines(&single, 100), want, "byte by byte");
    }

    #[test]
    fn an_overlong_line_is_dropped_and_said() {
        let want = [
            Ok("ab".to_owned()),
            Err(LineTooLong { limit: 3 }),
            Ok("abc".to_owned()),
        ];
        assert_eq!(lines(&[b"ab\rab", b"cd\rabc\r"], 3), want);
    }

    #[test]
    fn lines_of_hundreds_of_kib_are_kept() {
        let line = vec![b'A'; 300 * 1024];
        let mut splitter = LineSplitter::default();
        line.chunks(64).for_each(|chunk| splitter.push(chunk));
        assert_eq!(splitter.partial().len(), line.len());
        splitter.push(b"\r\n");
        assert_eq!(
            splitter.next_line().map(|line| line.map(|line| line.len())),
            Some(Ok(300 * 1024))
        );
    }
}
