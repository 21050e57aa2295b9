//! A modem that says what a script tells it, in a time of its own.

use std::collections::VecDeque;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_harness::transport::at::{AtClient, AtTransport, ByteLink, LinkGone};
use signoff_harness::transport::{LinkLog, Mode, Timeouts, TransportError};

/// What comes back for a line: bytes, and milliseconds after the line.
type Answer = Vec<(u64, String)>;

/// The next lines that are expected, with what they are answered. Lines that a client sends to get ready have answers
/// of their own unless the script has them.
pub(crate) struct Scripted {
    script: VecDeque<(String, Answer)>,
    coming: VecDeque<(Duration, String)>,
    now: Duration,
    line: String,
}

/// `\r\nline\r\n` for each, at once.
pub(crate) fn lines(lines: &[&str]) -> Answer {
    let all: Vec<_> = lines.iter().flat_map(|line| ["\r\n", line, "\r\n"]).collect();
    vec![(0, all.concat())]
}

impl Scripted {
    pub(crate) fn new(script: &[(&str, Answer)]) -> Self {
        Self {
            script: script
                .iter()
                .map(|(line, answer)| ((*line).to_owned(), answer.clone()))
                .collect(),
            coming: VecDeque::new(),
            now: Duration::ZERO,
            line: String::new(),
        }
    }

    fn answer(&mut self, line: &str) {
        let answer = match self.script.front() {
            Some((expected, _)) if expected == line => self.script.pop_front().map(|(_, answer)| answer),
            _ => match line {
                "AT" | "ATE0" | "AT+CMEE=1" => Some(lines(&["OK"])),
                "AT+CMEE?" => Some(lines(&["+CMEE: 1", "OK"])),
                "AT+SIGNOFF=?" | "AT+CCHC=1" | "AT+CCHC=2" | "AT+CCHC=3" => Some(lines(&["ERROR"])),
                _ => panic!("{line:?} was sent, expected was {:?}", self.script.front()),
            },
        };
        for (after, bytes) in answer.unwrap_or_default() {
            self.coming
                .push_back((self.now + Duration::from_millis(after), bytes));
        }
    }
}

impl ByteLink for Scripted {
    fn name(&self) -> &'static str {
        "script"
    }

    fn now(&self) -> Duration {
        self.now
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        for byte in bytes {
            if *byte == b'\r' {
                let line = std::mem::take(&mut self.line);
                self.answer(&line);
            } else {
                self.line.push(char::from(*byte));
            }
        }
        ready(Ok(())).boxed()
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        let until = self.now + within;
        let came = match self.coming.front() {
            Some((due, _)) if *due <= until => {
                self.now = self.now.max(*due);
                let (_, bytes) = self.coming.pop_front().expect("it is there");
                into.extend_from_slice(bytes.as_bytes());
                true
            }
            _ => {
                self.now = until;
                false
            }
        };
        ready(Ok(came)).boxed()
    }
}

/// A client that has not started.
pub(crate) fn client(script: &[(&str, Answer)]) -> AtClient<Scripted> {
    AtClient::new(Scripted::new(script), Timeouts::default(), LinkLog::default())
}

/// A transport over a script.
pub(crate) async fn connect(
    mode: Mode,
    script: &[(&str, Answer)],
) -> Result<AtTransport<Scripted>, TransportError> {
    AtTransport::connect(client(script), mode, None).await
}
