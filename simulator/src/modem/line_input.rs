//! What the host types: characters to command lines (ITU-T V.250 §5.2).

use super::personality::LongLines;

/// Something to act upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A line was ended by CR.
    Line(String),
    /// `A/`: the last line again, at once.
    Repeat,
    /// A line that is longer than the modem takes was ended.
    TooLong,
}

/// The line being typed.
#[derive(Clone, Debug)]
pub(super) struct LineInput {
    typed: Vec<u8>,
    overflow: bool,
    limit: usize,
    long: LongLines,
}

const BACKSPACE: u8 = 0x08;
const DELETE: u8 = 0x7F;

impl LineInput {
    pub(super) const fn new(limit: usize, long: LongLines) -> Self {
        Self {
            typed: Vec::new(),
            overflow: false,
            limit,
            long,
        }
    }

    /// Whether nothing of a line was typed yet.
    pub(super) const fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Takes one character. The flag says whether it is sent back, if echo is on: LF is not, as it follows the CR
    /// that already ended the line.
    pub(super) fn push(&mut self, byte: u8) -> (bool, Option<Input>) {
        match byte {
            b'\r' => (true, self.end()),
            b'\n' => (false, None),
            BACKSPACE | DELETE => {
                self.typed.pop();
                (true, None)
            }
            _ if self.typed.len() >= self.limit => {
                self.overflow = true;
                (true, None)
            }
            _ => {
                self.typed.push(byte);
                if self.typed.eq_ignore_ascii_case(b"A/") {
                    self.typed.clear();
                    return (true, Some(Input::Repeat));
                }
                (true, None)
            }
        }
    }

    /// A line without `AT` in it is no command and stays without answer (V.250 §5.2.1); what stands before it, such
    /// as the noise of a port that was just opened, is dropped.
    fn end(&mut self) -> Option<Input> {
        let typed = std::mem::take(&mut self.typed);
        if std::mem::take(&mut self.overflow) && self.long == LongLines::Error {
            return Some(Input::TooLong);
        }
        let start = typed
            .windows(2)
            .position(|pair| pair.eq_ignore_ascii_case(b"AT"))?;
        let line = String::from_utf8_lossy(typed.get(start..).unwrap_or_default()).into_owned();
        Some(Input::Line(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(bytes: &[u8]) -> (Vec<u8>, Vec<Input>) {
        typed_into(LineInput::new(8, LongLines::Error), bytes)
    }

    fn typed_into(mut input: LineInput, bytes: &[u8]) -> (Vec<u8>, Vec<Input>) {
        let mut echo = Vec::new();
        let mut found = Vec::new();
        for byte in bytes {
            let (sent_back, event) = input.push(*byte);
            echo.extend(sent_back.then_some(*byte));
            found.extend(event);
        }
        (echo, found)
    }

    #[test]
    fn lines_end_at_cr() {
        let line = |text: &str| Input::Line(text.to_owned());
        assert_eq!(
            typed(b"AT\r\nATE0\r\n"),
            (b"AT\rATE0\r".to_vec(), vec![line("AT"), line("ATE0")])
        );
        assert_eq!(typed(b"\r\r"), (b"\r\r".to_vec(), vec![]));
        assert_eq!(typed(b"\x00~at\r").1, [line("at")]);
        assert_eq!(typed(b"ATX\x08\r").1, [line("AT")]);
        assert_eq!(typed(b"hello\r").1, []);
        assert_eq!(typed(b"A/").1, [Input::Repeat]);
        assert_eq!(typed(b"AT+CGMMMM\rAT\r").1, [Input::TooLong, line("AT")]);
    }

    #[test]
    fn a_modem_may_cut_lines_without_a_word() {
        let cutting = LineInput::new(8, LongLines::Cut);
        let line = |text: &str| Input::Line(text.to_owned());
        assert_eq!(
            typed_into(cutting, b"AT+CGMMMM\rAT\r").1,
            [line("AT+CGMMM"), line("AT")]
        );
    }
}
