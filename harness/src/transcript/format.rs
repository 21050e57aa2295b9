//! The text form, version 1.

use std::fmt::Write as _;

use signoff_protocol::apdu::{Class, CommandApdu, ResponseApdu, StatusClass, StatusWord};
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::{ProfileClass, ProfileInfo};

use crate::decode::{self, Decoded};
use crate::lpa::{Es10Exchange, ExchangeOutcome};

use super::TranscriptHeader;
use super::redact::Redaction;

/// Number in the first line. A reader refuses others.
pub const FORMAT_VERSION: u32 = 1;

/// Collects the text of one case.
#[derive(Clone, Debug)]
pub struct Transcript {
    text: String,
    redaction: Redaction,
}

impl Transcript {
    /// Begins the text. `redaction` knows whose signatures are to be trusted.
    pub fn new(header: &TranscriptHeader, redaction: Redaction) -> Self {
        let text = format!("signoff transcript {FORMAT_VERSION}\n{header}");
        Self { text, redaction }
    }

    /// A step begins: its number from 1, its kind, and what the flow calls it.
    pub fn step(&mut self, number: usize, kind: &str, label: Option<&str>) {
        let label = label.map(|label| format!(" {label:?}")).unwrap_or_default();
        self.line(format_args!("\nstep {number}: {kind}{label}"));
    }

    /// An ES10 call: function, request, response.
    pub fn exchange(&mut self, exchange: &Es10Exchange) {
        self.line(format_args!("  {}", exchange.function));
        let answered = exchange.response.as_deref();
        if let Some((request, answer)) = super::session::summary(&exchange.request, answered)
            && (answer.is_some() || exchange.outcome != ExchangeOutcome::Answered)
        {
            self.line(format_args!("    > {request}"));
            match (answer, &exchange.outcome) {
                (Some(answer), _) => self.line(format_args!("    < {answer}")),
                (None, ExchangeOutcome::Status(status)) => {
                    self.line(format_args!("    < status {status} {}", status.meaning()));
                }
                (None, _) => self.line(format_args!("    < no answer")),
            }
            return;
        }
        self.decoded('>', &decode::es10_request(&exchange.request), &exchange.request);
        match (&exchange.response, &exchange.outcome) {
            (Some(response), _) => self.decoded('<', &decode::es10_response(response), response),
            (None, ExchangeOutcome::Status(status)) => {
                self.line(format_args!("    < status {status} {}", status.meaning()));
            }
            // Why differs from link to link; that it was lost does not.
            (None, _) => self.line(format_args!("    < no answer")),
        }
    }

    /// A function of ES9+ or ES11, at a host: what was sent, where it can be told, and how it was answered.
    pub fn es9p(&mut self, function: &str, server: &str, request: Option<&str>, answer: &str) {
        self.line(format_args!("  {function} at {server}"));
        if let Some(request) = request {
            self.line(format_args!("    > {request}"));
        }
        self.line(format_args!("    < {answer}"));
    }

    /// A raw command and its answer, as they are on the basic channel and without a pending REFRESH.
    pub fn apdu(&mut self, command: &CommandApdu, response: &ResponseApdu) {
        self.line(format_args!("  APDU"));
        let command = basic_channel(command).to_bytes();
        self.decoded('>', &decode::command(&command), &command);
        let mut response = response.clone();
        if let StatusClass::Proactive(_) = response.status.class() {
            response.status = StatusWord::OK;
        }
        let response = response.to_bytes();
        self.decoded('<', &decode::response(&response), &response);
    }

    /// The state of the eUICC, as a table.
    pub fn state(&mut self, profiles: &[ProfileInfo], notifications: &[NotificationMetadata]) {
        self.line(format_args!("  state"));
        for profile in profiles {
            self.line(format_args!("    {}", profile_row(profile)));
        }
        for notification in notifications {
            self.line(format_args!("    {}", notification_row(notification)));
        }
        if profiles.is_empty() && notifications.is_empty() {
            self.line(format_args!("    no profiles, no notifications"));
        }
    }

    /// A remark inside a step; must not depend on the target.
    pub fn remark(&mut self, text: &str) {
        for line in text.lines() {
            self.line(format_args!("  # {line}"));
        }
    }

    /// How the step ended, in words.
    pub fn outcome(&mut self, text: &str) {
        for line in text.lines() {
            self.line(format_args!("  = {line}"));
        }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, with the verdict as last line.
    pub fn finish(mut self, verdict: &str) -> String {
        self.line(format_args!("\nverdict: {verdict}"));
        self.text
    }

    fn decoded(&mut self, direction: char, decoded: &Decoded, bytes: &[u8]) {
        for line in self.redaction.apply(decoded, bytes) {
            self.line(format_args!("    {direction} {line}"));
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String never fails.
        let _written = writeln!(self.text, "{line}");
    }
}

/// Which channel a command takes is a matter of the link.
fn basic_channel(command: &CommandApdu) -> CommandApdu {
    let cla = command.view().cla;
    match Class::parse(cla) {
        // Secure messaging has another place in the class bytes of channels 4 to 19; ES10 has none.
        Some(class) if class.channel.get() >= 4 => command.clone().with_class(cla & 0x80),
        Some(_) => command.clone().with_class(cla & !0x03),
        None => command.clone(),
    }
}

fn profile_row(profile: &ProfileInfo) -> String {
    let iccid = profile.iccid.map(|iccid| iccid.to_string());
    let iccid = iccid.as_deref().unwrap_or("-");
    let state = profile.state.map_or("-", |state| state.name());
    let class = profile.class.unwrap_or(ProfileClass::Operational).name();
    let mut row = format!("profile {iccid:<20} {state:<8} {class}");
    let rules = profile.policy_rules.unwrap_or_default();
    for (has, name) in [(rules.ppr1(), " ppr1"), (rules.ppr2(), " ppr2")] {
        if has {
            row.push_str(name);
        }
    }
    let names = [
        &profile.service_provider_name,
        &profile.profile_name,
        &profile.nickname,
    ];
    for name in names.into_iter().flatten() {
        // Writing to a String never fails.
        let _written = write!(row, " {name:?}");
    }
    row
}

fn notification_row(metadata: &NotificationMetadata) -> String {
    let iccid = metadata.iccid.map(|iccid| iccid.to_string());
    format!(
        "notification {} {} of {} to {}",
        metadata.seq_number,
        metadata.event.name(),
        iccid.as_deref().unwrap_or("no profile"),
        metadata.address
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_channel_of_a_raw_command_is_invisible() {
        for (sent, shown) in [
            ("81E2910003BF2D00", "80E2910003BF2D00"),
            ("C1E2910003BF2D00", "80E2910003BF2D00"),
            ("02A4000C023F00", "00A4000C023F00"),
            ("43A4000C023F00", "00A4000C023F00"),
            ("80F20000", "80F20000"),
        ] {
            let command = CommandApdu::parse_hex(sent).expect("a command");
            assert_eq!(basic_channel(&command).to_string(), shown);
        }
    }

    #[test]
    fn a_lost_answer_reads_the_same_whatever_the_link_said() {
        let text = |why: &str| {
            let mut transcript = Transcript::new(&TranscriptHeader::default(), Redaction::default());
            transcript.exchange(&Es10Exchange {
                function: "DeleteProfile",
                request: vec![0xBF, 0x33, 0x00],
                response: None,
                outcome: ExchangeOutcome::Lost(why.to_owned()),
            });
            transcript.finish("pass")
        };
        assert_eq!(text("timeout"), text("the card is mute"));
        assert!(text("timeout").contains("    < no answer\n"));
    }
}
