//! One AT command at a time: send, wait by a deadline, find the answer among echo, URCs and late answers.

use std::time::Duration;

use signoff_protocol::at::{AnswerReader, AtAnswer, Command, Received};

use super::byte_link::{ByteLink, LinkGone};
use super::recent::Recent;
use crate::transport::link_log::without_pins;
use crate::transport::{Direction, Level, LinkLog, Timeouts, TransportError};

/// How long the line has to be silent to count as at rest.
const QUIET: Duration = Duration::from_millis(300);
/// How long to wait on after an `OK` without the information that was asked for: an answer of another command may
/// have come late (seen with EG21: answers that lag one command behind).
const GRACE: Duration = Duration::from_secs(1);
/// How long the line has to be silent after a start that took more than one line.
const SETTLE: Duration = Duration::from_millis(20);
/// How long to read what comes in unasked before a command is sent all the same.
const UNASKED: Duration = Duration::from_secs(1);
/// A command that has no effect and whose answer no other command has.
const SYNC: &str = "AT+CMEE?";

/// Speaks AT over a stream of bytes.
#[derive(Debug)]
pub struct AtClient<L> {
    link: L,
    reader: AnswerReader,
    recent: Recent,
    buffer: Vec<u8>,
    timeouts: Timeouts,
    log: LinkLog,
    /// An answer may still be under way, because a wait for it ended without.
    behind: bool,
    signs: Signs,
}

impl<L: ByteLink> AtClient<L> {
    /// A client that has not sent anything yet.
    pub fn new(link: L, timeouts: Timeouts, log: LinkLog) -> Self {
        Self {
            link,
            reader: AnswerReader::default(),
            recent: Recent::default(),
            buffer: Vec::new(),
            timeouts,
            log,
            behind: false,
            signs: Signs::default(),
        }
    }

    /// The port or address.
    pub fn name(&self) -> &str {
        self.link.name()
    }

    /// Where lines are kept.
    pub const fn log(&self) -> &LinkLog {
        &self.log
    }

    /// The deadlines.
    pub const fn timeouts(&self) -> &Timeouts {
        &self.timeouts
    }

    /// Time since the link was opened.
    pub fn now(&self) -> Duration {
        self.link.now()
    }

    /// Whether the modem started anew since this was last asked.
    pub const fn take_restarted(&mut self) -> bool {
        std::mem::replace(&mut self.signs.restarted, false)
    }

    /// Whether the modem said since this was last asked that the card was reset or refreshed.
    pub const fn take_refreshed(&mut self) -> bool {
        std::mem::replace(&mut self.signs.refreshed, false)
    }

    /// Until the modem answers `AT`: a first line may end in what a predecessor left unfinished, or wake it only.
    ///
    /// # Errors
    /// No `OK` within the deadline for starting, or the device is gone.
    pub async fn start(&mut self, within: Duration) -> Result<(), TransportError> {
        let deadline = self.link.now() + within;
        self.reader.clear();
        self.recent.clear();
        let mut sent = 0_u32;
        loop {
            if self.link.now() >= deadline {
                return Err(self.timed_out("OK to AT", within));
            }
            self.send_line("AT").await?;
            sent += 1;
            let until = deadline.min(self.link.now() + QUIET);
            if let Waited::Received(Received::Answer(answer)) = self.wait_until(until).await?
                && answer.result.is_ok()
            {
                break;
            }
        }
        if sent > 1 {
            // Answers to the lines before the one that was answered may follow.
            while self.link.now() < deadline && self.receive("end of answers", SETTLE).await? {}
        }
        self.reader.abandon();
        self.note_unasked();
        self.behind = false;
        self.signs.restarted = false;
        Ok(())
    }

    /// Sends a typed command; see [`AtClient::line`]. The answer counts if it has information for this command, where
    /// `informative`.
    ///
    /// # Errors
    /// As [`AtClient::line`].
    pub async fn command(
        &mut self,
        command: &Command,
        informative: bool,
        within: Duration,
    ) -> Result<AtAnswer, TransportError> {
        let name = command.name().filter(|_| informative);
        self.exchange(&command.to_line(), name, within).await
    }

    /// Sends a command line and waits for its answer. Any final result is `Ok`.
    ///
    /// # Errors
    /// No answer within the deadline, the device is gone, the modem started anew, or nothing but rubbish came.
    pub async fn line(&mut self, line: &str, within: Duration) -> Result<AtAnswer, TransportError> {
        self.exchange(line, None, within).await
    }

    /// Reads what came in unasked.
    ///
    /// # Errors
    /// The device is gone.
    pub async fn drain(&mut self) -> Result<(), TransportError> {
        let deadline = self.link.now() + UNASKED;
        while self.link.now() < deadline && self.receive("URCs", Duration::ZERO).await? {
            self.note_unasked();
        }
        self.note_unasked();
        Ok(())
    }

    /// Lets the line be for this long, which is how polls are spaced. Ends early when something comes.
    ///
    /// # Errors
    /// The device is gone.
    pub async fn pause(&mut self, time: Duration) -> Result<(), TransportError> {
        self.receive("URCs", time).await?;
        self.note_unasked();
        Ok(())
    }

    async fn exchange(
        &mut self,
        line: &str,
        name: Option<&str>,
        within: Duration,
    ) -> Result<AtAnswer, TransportError> {
        self.drain().await?;
        if self.behind {
            self.catch_up().await?;
        }
        let waiting_for = || format!("answer to {}", shorten(line));
        self.recent.clear();
        self.send_line(line).await?;
        let mut deadline = self.link.now() + within;
        let mut useless = None;
        loop {
            match self.wait_until(deadline).await? {
                Waited::Received(Received::Answer(answer)) => {
                    let answered = name.is_none_or(|name| answer.body(name).is_some());
                    if answered || !answer.result.is_ok() {
                        self.behind = false;
                        return Ok(answer);
                    }
                    deadline = deadline.min(self.link.now() + GRACE);
                    useless = Some(answer);
                    self.reader.sent(line);
                }
                Waited::Received(Received::TooLong(error)) => {
                    return Err(TransportError::Garbled {
                        expected: waiting_for(),
                        received: error.to_string(),
                    });
                }
                Waited::Received(Received::Urc(_)) => {}
                Waited::Restarted => {
                    self.reader.abandon();
                    self.behind = false;
                    return Err(TransportError::Restarted {
                        device: self.link.name().to_owned(),
                        waiting_for: waiting_for(),
                    });
                }
                Waited::Deadline => {
                    return Err(match useless {
                        None => self.timed_out(&waiting_for(), within),
                        Some(answer) => TransportError::Garbled {
                            expected: waiting_for(),
                            received: [answer.lines.join(" "), answer.result.to_string()]
                                .join(" ")
                                .trim()
                                .to_owned(),
                        },
                    });
                }
            }
        }
    }

    /// After an answer that did not come in time: it may still come, and must not be taken for the next one. So a
    /// command is sent whose answer cannot be mistaken, and everything before that answer is dropped.
    async fn catch_up(&mut self) -> Result<(), TransportError> {
        let within = self.timeouts.command;
        let deadline = self.link.now() + within;
        self.recent.clear();
        self.log.add(Direction::Note, Level::At, || {
            "an answer is missing: waiting until the modem is at rest".to_owned()
        });
        let mut unanswered = 0_u32;
        while self.link.now() < deadline {
            self.send_line(SYNC).await?;
            unanswered += 1;
            let mut something = false;
            loop {
                let until = deadline.min(self.link.now() + QUIET);
                match self.wait_until(until).await? {
                    Waited::Received(Received::Answer(answer)) => {
                        something = true;
                        self.reader.sent(SYNC);
                        if answer.lines.iter().any(|line| line.starts_with("+CMEE:")) {
                            unanswered -= 1;
                            if unanswered == 0 {
                                self.reader.abandon();
                                self.behind = false;
                                return Ok(());
                            }
                        }
                    }
                    Waited::Received(_) => something = true,
                    Waited::Restarted => self.reader.sent(SYNC),
                    Waited::Deadline => break,
                }
            }
            if something {
                // Answers came, then silence: a modem without this command, or one that dropped an earlier one.
                self.reader.abandon();
                self.behind = false;
                return Ok(());
            }
        }
        Err(self.timed_out("sign of life from the modem after a missing answer", within))
    }

    async fn send_line(&mut self, line: &str) -> Result<(), TransportError> {
        self.reader.sent(line);
        self.behind = true;
        self.log.add(Direction::ToDevice, Level::At, || line.to_owned());
        self.buffer.clear();
        self.buffer.extend_from_slice(line.as_bytes());
        self.buffer.push(b'\r');
        let sent = self.link.send(&self.buffer).await;
        sent.map_err(|gone| self.gone(gone, &format!("answer to {}", shorten(line))))
    }

    /// Waits for what ends a command. A boot banner alone does not: some modems print such a line as a URC and
    /// answer all the same, so the modem has restarted only if nothing but silence follows.
    async fn wait_until(&mut self, deadline: Duration) -> Result<Waited, TransportError> {
        let mut banner = false;
        loop {
            while let Some(received) = self.reader.next() {
                match &received {
                    Received::Answer(answer) => {
                        self.log_answer(answer);
                        for urc in &answer.urcs {
                            self.signs.note(urc);
                        }
                        return Ok(Waited::Received(received));
                    }
                    Received::Urc(urc) => self.note_urc(urc),
                    Received::TooLong(_) => return Ok(Waited::Received(received)),
                }
            }
            banner |= self.reader.urcs().any(|urc| self.signs.note(urc));
            let until = if banner {
                deadline.min(self.link.now() + QUIET)
            } else {
                deadline
            };
            let left = until.saturating_sub(self.link.now());
            if left.is_zero() || !self.receive("answer", left).await? {
                return Ok(if banner {
                    Waited::Restarted
                } else {
                    Waited::Deadline
                });
            }
        }
    }

    async fn receive(&mut self, waiting_for: &str, within: Duration) -> Result<bool, TransportError> {
        self.buffer.clear();
        match self.link.receive(&mut self.buffer, within).await {
            Ok(received) => {
                self.recent.push(&self.buffer);
                self.reader.push(&self.buffer);
                Ok(received)
            }
            Err(gone) => Err(self.gone(gone, waiting_for)),
        }
    }

    /// Reads lines that came while no command was on the way; answers among them are dropped.
    fn note_unasked(&mut self) {
        while let Some(received) = self.reader.next() {
            match received {
                Received::Urc(urc) => self.note_urc(&urc),
                Received::Answer(answer) => self.log_answer(&answer),
                Received::TooLong(_) => {}
            }
        }
    }

    fn note_urc(&mut self, urc: &str) {
        self.log.add(Direction::FromDevice, Level::At, || urc.to_owned());
        self.signs.note(urc);
    }

    fn log_answer(&self, answer: &AtAnswer) {
        if self.log.is_kept() {
            let result = answer.result.to_string();
            for line in answer.urcs.iter().chain(&answer.lines).chain([&result]) {
                self.log.add(Direction::FromDevice, Level::At, || line.clone());
            }
        }
    }

    fn timed_out(&self, waiting_for: &str, within: Duration) -> TransportError {
        TransportError::Timeout {
            waiting_for: waiting_for.to_owned(),
            after_ms: u64::try_from(within.as_millis()).unwrap_or(u64::MAX),
            last_bytes: self.recent.text(),
        }
    }

    fn gone(&self, gone: LinkGone, waiting_for: &str) -> TransportError {
        TransportError::Disconnected {
            device: self.link.name().to_owned(),
            waiting_for: waiting_for.to_owned(),
            reason: gone.reason,
        }
    }
}

/// How a wait ended.
enum Waited {
    Received(Received),
    Deadline,
    /// A boot banner came, and silence: nothing that was asked before will be answered.
    Restarted,
}

/// What URCs said about the modem and the card.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    restarted: bool,
    refreshed: bool,
}

impl Signs {
    /// Reads boot banners, and what modems send around a refresh (`+QUSIM`: Quectel). Returns whether this one is a
    /// boot banner.
    fn note(&mut self, urc: &str) -> bool {
        let boots = ["RDY", "^SYSSTART"].contains(&urc) || urc.starts_with("^boot.rom");
        self.restarted |= boots;
        self.refreshed |= boots || urc.starts_with("+CPIN: NOT READY") || urc.starts_with("+QUSIM:");
        boots
    }
}

/// A command line, short enough for a message, and without PINs.
fn shorten(line: &str) -> String {
    const KEPT: usize = 48;
    let line = without_pins(line.to_owned());
    match line.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}...", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
