//! Lines of a modem put together to the answer of one command.

use std::collections::VecDeque;

use super::{FinalResult, LineSplitter, LineTooLong, MAX_LINE, is_urc};

/// Longest information text of one answer that is kept, in bytes.
const MAX_ANSWER: usize = 2 * MAX_LINE;
/// How many URCs in the middle of an answer are kept: the last ones.
const MAX_URCS: usize = 1024;

/// What a received line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The command, sent back.
    Echo,
    /// The end of the answer.
    Final(FinalResult),
    /// Part of the answer.
    Information(Information<'a>),
    /// Not asked for.
    Urc(&'a str),
}

/// A line of information text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Information<'a> {
    /// `+CGLA`; `None` where the modem leaves it out.
    pub prefix: Option<&'a str>,
    /// What follows, without white space around it.
    pub body: &'a str,
}

impl<'a> Information<'a> {
    /// Cuts the prefix off a line: `+CGLA: 4,"6110"`, `+CGLA:4,"611A"`, bare `1`, and the `+CCHC` that is nothing
    /// but prefix.
    pub fn parse(line: &'a str) -> Self {
        let line = line.trim();
        let starts = line.bytes().next().is_some_and(super::Name::is_first);
        match line.split_once(':') {
            Some((prefix, body)) if starts && !prefix.contains(['"', ',']) => Self {
                prefix: Some(prefix.trim_end()),
                body: body.trim(),
            },
            None if starts => Self {
                prefix: Some(line),
                body: "",
            },
            _ => Self {
                prefix: None,
                body: line,
            },
        }
    }

    /// The body if this answers the command `name` (`+CGLA`): with its prefix or without any.
    pub fn answers(&self, name: &str) -> Option<&'a str> {
        self.prefix
            .is_none_or(|prefix| prefix.eq_ignore_ascii_case(name))
            .then_some(self.body)
    }
}

/// Reads one line in the light of the command line that was sent (`""` if none is on the way).
pub fn classify<'a>(line: &'a str, sent: &str) -> Line<'a> {
    let trimmed = line.trim();
    let sent = sent.trim();
    if !sent.is_empty() && trimmed == sent {
        return Line::Echo;
    }
    if let Some(result) = FinalResult::parse(trimmed) {
        return Line::Final(result);
    }
    let information = Information::parse(trimmed);
    let asked = information
        .prefix
        .is_some_and(|prefix| names(sent).any(|name| name.eq_ignore_ascii_case(prefix)));
    if sent.is_empty() || (!asked && is_urc(trimmed)) {
        Line::Urc(trimmed)
    } else {
        Line::Information(information)
    }
}

/// Names of the extended commands in a line, found without a parse: the host may send rubbish on purpose.
fn names(sent: &str) -> impl Iterator<Item = &str> {
    sent.get(2..).unwrap_or_default().split(';').map(|command| {
        let end = command
            .bytes()
            .skip(1)
            .position(|byte| matches!(byte, b'=' | b'?' | b' '))
            .map_or(command.len(), |end| end + 1);
        let start = command
            .bytes()
            .take(end)
            .position(super::Name::is_first)
            .unwrap_or(0);
        command.get(start..end).unwrap_or_default()
    })
}

/// A complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtAnswer {
    /// Information text, line by line, without echo, URCs and final result code.
    pub lines: Vec<String>,
    /// URCs that came in between.
    pub urcs: Vec<String>,
    /// How it ended.
    pub result: FinalResult,
}

impl AtAnswer {
    /// The body of the first line that answers `name`: one with its prefix before one without any.
    pub fn body(&self, name: &str) -> Option<&str> {
        let lines = || self.lines.iter().map(|line| Information::parse(line));
        lines()
            .find(|line| {
                line.prefix
                    .is_some_and(|prefix| prefix.eq_ignore_ascii_case(name))
            })
            .or_else(|| lines().find(|line| line.prefix.is_none()))
            .map(|line| line.body)
    }
}

/// What [`AnswerReader::next`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// The answer to the command on the way, which is then no longer on the way.
    Answer(AtAnswer),
    /// A URC while no command is on the way. Those in between stand in the answer.
    Urc(String),
    /// A line or an answer that was too long to keep; the end of the answer is still to come.
    TooLong(LineTooLong),
}

/// Puts answers together, for one command on the way at a time. Knows no time: who waits also holds the deadline.
#[derive(Clone, Debug, Default)]
pub struct AnswerReader {
    splitter: LineSplitter,
    sent: Option<String>,
    lines: Vec<String>,
    /// Bytes in `lines`.
    length: usize,
    urcs: VecDeque<String>,
}

impl AnswerReader {
    /// A command line was sent (without its terminator). What came in of an earlier answer is dropped.
    pub fn sent(&mut self, line: &str) {
        self.drop_answer();
        self.sent = Some(line.trim().to_owned());
    }

    /// No command is on the way any longer, as after a deadline.
    pub fn abandon(&mut self) {
        self.sent = None;
        self.drop_answer();
    }

    fn drop_answer(&mut self) {
        self.lines.clear();
        self.length = 0;
        self.urcs.clear();
    }

    /// Takes received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.splitter.push(bytes);
    }

    /// URCs that came since the command was sent: a boot banner among them means that no answer will come.
    pub fn urcs(&self) -> impl Iterator<Item = &str> {
        self.urcs.iter().map(String::as_str)
    }

    /// Bytes of a line that is not finished.
    pub fn partial(&self) -> &[u8] {
        self.splitter.partial()
    }

    /// Forgets all that came in, as after the port was opened anew.
    pub fn clear(&mut self) {
        self.splitter.clear();
        self.abandon();
    }

    /// Reads on until there is something to say; `None` when more bytes are needed.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator would end at None; this goes on after a push"
    )]
    pub fn next(&mut self) -> Option<Received> {
        loop {
            let line = match self.splitter.next_line()? {
                Ok(line) => line,
                Err(error) => return Some(Received::TooLong(error)),
            };
            match classify(&line, self.sent.as_deref().unwrap_or_default()) {
                Line::Echo => {}
                Line::Information(_) => {
                    let line = line.trim();
                    self.length += line.len();
                    if self.length > MAX_ANSWER {
                        self.drop_answer();
                        return Some(Received::TooLong(LineTooLong { limit: MAX_ANSWER }));
                    }
                    self.lines.push(line.to_owned());
                }
                Line::Urc(urc) if self.sent.is_some() => {
                    if self.urcs.len() == MAX_URCS {
                        self.urcs.pop_front();
                    }
                    self.urcs.push_back(urc.to_owned());
                }
                Line::Urc(urc) => return Some(Received::Urc(urc.to_owned())),
                Line::Final(result) => {
                    if self.sent.take().is_none() {
                        // The end of an answer that nobody waits for any longer.
                        continue;
                    }
                    self.length = 0;
                    return Some(Received::Answer(AtAnswer {
                        lines: std::mem::take(&mut self.lines),
                        urcs: std::mem::take(&mut self.urcs).into(),
                        result,
                    }));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(sent: &str, bytes: &str) -> AtAnswer {
        let mut reader = AnswerReader::default();
        reader.sent(sent);
        reader.push(bytes.as_bytes());
        match reader.next() {
            Some(Received::Answer(answer)) => answer,
            other => panic!("{bytes:?}: {other:?}"),
        }
    }

    #[test]
    fn answers_of_the_field() {
        let cgla = "AT+CGLA=1,10,\"81C0000006\"";
        for (sent, bytes, name, body, urcs) in [
            (
                cgla,
                "\r\n+CGLA: 4,\"6110\"\r\n\r\nOK\r\n",
                "+CGLA",
                Some("4,\"6110\""),
                0,
            ),
            (
                cgla,
                "\r\n+CGLA:4,\"611A\"\r\n\r\nOK\r\n",
                "+CGLA",
                Some("4,\"611A\""),
                0,
            ),
            (
                cgla,
                "\r\n4,\"611A\"\r\n\r\nOK\r\n",
                "+CGLA",
                Some("4,\"611A\""),
                0,
            ),
            ("AT+CCHO=\"A0\"", "\r\n1\r\n\r\nOK\r\n", "+CCHO", Some("1"), 0),
            (
                "AT+CCHO=\"A0\"",
                "AT+CCHO=\"A0\"\r\r\n+CREG: 1\r\n\r\n+CCHO: 000000000385a7cf\r\n\r\nOK\r\n",
                "+CCHO",
                Some("000000000385a7cf"),
                1,
            ),
            (
                "AT+CPIN?",
                "\r\n+CPIN: READY\r\n\r\nOK\r\n",
                "+CPIN",
                Some("READY"),
                0,
            ),
            (
                "ATE0;+CPIN?",
                "\r\n+CPIN: READY\r\n\r\nOK\r\n",
                "+CPIN",
                Some("READY"),
                0,
            ),
            ("AT+CCHC=1", "\r\n+CCHC\r\n\r\nOK\r\n", "+CCHC", Some(""), 0),
            (
                "AT+CGMM",
                "AT+CGMM\r\r\nEG25\r\n\r\nOK\r\n",
                "+CGMM",
                Some("EG25"),
                0,
            ),
            ("AT", "\r\nRDY\r\n\r\nOK\r\n", "+X", None, 1),
        ] {
            let answer = answer(sent, bytes);
            assert_eq!(answer.body(name), body, "{bytes:?}");
            assert_eq!(
                (answer.urcs.len(), answer.result),
                (urcs, FinalResult::Ok),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn every_error_ends_an_answer() {
        for end in [
            "ERROR",
            "+CME ERROR: 13",
            "+CME ERROR: SIM failure",
            "+CMS ERROR: 1",
            "NO CARRIER",
        ] {
            let answer = answer("AT+CCHO=\"A0\"", &format!("\r\n{end}\r\n"));
            assert_eq!(answer.result.to_string(), end);
        }
    }

    #[test]
    fn a_late_answer_is_dropped_and_urcs_are_told() {
        let mut reader = AnswerReader::default();
        reader.sent("AT+CIMI");
        reader.abandon();
        reader.push(b"\r\n206011234567890\r\n\r\nOK\r\n\r\n+QUSIM: 1\r\n");
        assert_eq!(reader.next(), Some(Received::Urc("206011234567890".to_owned())));
        assert_eq!(reader.next(), Some(Received::Urc("+QUSIM: 1".to_owned())));
        assert_eq!(reader.next(), None);
    }

    #[test]
    fn what_never_ends_is_not_kept_without_a_bound() {
        let mut reader = AnswerReader::default();
        reader.sent("AT+CGMR");
        for number in 0..3 * MAX_URCS {
            reader.push(format!("+CREG: {number}\r\n").as_bytes());
            assert_eq!(reader.next(), None);
        }
        assert_eq!(reader.urcs().count(), MAX_URCS);
        assert_eq!(reader.urcs().last(), Some("+CREG: 3071"));

        let line = "x".repeat(64 * 1024) + "\r\n";
        let told = (0..MAX_ANSWER).find_map(|_| {
            reader.push(line.as_bytes());
            reader.next()
        });
        let limit = MAX_ANSWER;
        assert_eq!(told, Some(Received::TooLong(LineTooLong { limit })));
        reader.push(b"1.0\r\nOK\r\n");
        let Some(Received::Answer(answer)) = reader.next() else {
            panic!("the end of the answer");
        };
        assert_eq!(answer.lines, ["1.0"]);
    }
}
