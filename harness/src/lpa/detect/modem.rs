//! What a modem says when the card behind it can't be reached.

use signoff_protocol::id::Aid;

use super::super::known::InternalLpa;
use super::super::{Lpa, LpaError, OpenAttempt};
use super::{Detection, DetectionKind, Reason};
use crate::transport::ChannelOpened;

/// CME error: operation not allowed (3GPP TS 27.007 §9.2.1).
const NOT_ALLOWED: &str = "+CME ERROR: 3";
/// `+CFUN` of the factory test mode on modems of Qualcomm's; 27.007 leaves the value to manufacturers.
const TEST_MODE: &str = "+CFUN: 5";
/// Ways to the card that are tried when none was found, each on its own (3GPP TS 27.007 §8.17, §8.18, §8.43, §8.45).
const WAYS: [&str; 4] = [
    "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"",
    "AT+CGLA=?",
    "AT+CSIM=10,\"0070000001\"",
    "AT+CRSM=242",
];

/// A command that the modem was sent, and what came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The command line.
    pub command: String,
    /// Its answer on one line: information and final result.
    pub answer: String,
}

/// What a modem says of itself (3GPP TS 27.007 §5.1 to §5.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModemIdentity {
    /// `+CGMI`
    pub manufacturer: String,
    /// `+CGMM`
    pub model: String,
    /// `+CGMR`
    pub revision: String,
}

impl Lpa {
    /// What the modem says of itself; `None` where there is none, or where the transport takes no AT commands.
    ///
    /// # Errors
    /// The link broke.
    pub async fn modem_identity(&mut self) -> Result<Option<ModemIdentity>, LpaError> {
        if !self.transport.capabilities().at {
            return Ok(None);
        }
        let mut said = Vec::new();
        for command in ["AT+CGMI", "AT+CGMM", "AT+CGMR"] {
            let answer = self.line(command).await?;
            let text = answer.lines.into_iter().next().unwrap_or_default();
            let name = format!("{}:", command.trim_start_matches("AT"));
            let text = text.strip_prefix(&name).map_or(text.as_str(), str::trim_start);
            said.push(text.to_owned());
        }
        let [manufacturer, model, revision] = <[String; 3]>::try_from(said).unwrap_or_default();
        Ok(Some(ModemIdentity {
            manufacturer,
            model,
            revision,
        }))
    }

    /// Whether it is the modem that keeps everybody from the ISD-R: by its factory test mode, or by an LPA of its own.
    /// The verdict, if so; what it was asked and said stands in `detection` in any case.
    pub(super) async fn modem_in_the_way(
        &mut self,
        detection: &mut Detection,
        refused: &[OpenAttempt],
    ) -> Result<Option<DetectionKind>, LpaError> {
        if !self.transport.capabilities().at {
            return Ok(None);
        }
        let functionality = self.attempt("AT+CFUN?", detection).await?;
        if functionality.iter().any(|line| line.starts_with(TEST_MODE)) {
            detection.evidence.push(told(detection.attempts.last()));
            detection.evidence.push(Reason::TestMode);
            return Ok(Some(DetectionKind::TestMode));
        }
        if detection.modem.is_none() {
            detection.modem = self.modem_identity().await?;
        }
        let manufacturer = detection.modem.clone().unwrap_or_default().manufacturer;
        for known in InternalLpa::of(&manufacturer) {
            let lines = self.attempt(&known.query, detection).await?;
            if known.is_owner(&lines) {
                detection.evidence.push(told(detection.attempts.last()));
                detection.evidence.push(Reason::OwnLpa);
                return Ok(Some(DetectionKind::InternalLpa { known: Some(known) }));
            }
        }
        if guards_isd_r(refused) {
            detection.evidence.push(Reason::GuardsIsdR);
            return Ok(Some(DetectionKind::InternalLpa { known: None }));
        }
        Ok(None)
    }

    /// What the modem says of the card, when it lets nobody speak to it.
    pub(super) async fn ask_for_card(
        &mut self,
        detection: &mut Detection,
    ) -> Result<DetectionKind, LpaError> {
        if !self.transport.capabilities().at {
            return Ok(DetectionKind::NoCard);
        }
        let lines = self.attempt("AT+CPIN?", detection).await?;
        let said = told(detection.attempts.last());
        let refused = matches!(&said, Reason::Modem { answer, .. } if !answer.ends_with("OK"));
        detection.evidence.push(said);
        if refused || lines.iter().any(|line| line.contains("NOT")) {
            return Ok(DetectionKind::NoCard);
        }
        for way in WAYS {
            let lines = self.attempt(way, detection).await?;
            self.close_again(&lines).await?;
        }
        detection.evidence.push(Reason::NoAccess);
        Ok(DetectionKind::NoApduAccess)
    }

    /// Sends a line and keeps it with its answer; gives the lines of information.
    async fn attempt(&mut self, command: &str, detection: &mut Detection) -> Result<Vec<String>, LpaError> {
        let answer = self.line(command).await?;
        let text = format!("{} {}", answer.lines.join(" "), answer.result);
        detection.attempts.push(Attempt {
            command: command.to_owned(),
            answer: text.trim().to_owned(),
        });
        Ok(answer.lines)
    }

    /// A way that works after all must not leave a channel open.
    async fn close_again(&mut self, lines: &[String]) -> Result<(), LpaError> {
        for line in lines {
            let close = if let Some(session) = line.strip_prefix("+CCHO:") {
                format!("AT+CCHC={}", session.trim())
            } else if let Some(answer) = line.strip_prefix("+CSIM:")
                && let Some(channel) = answer.trim().strip_prefix("6,\"").and_then(|text| text.get(..2))
            {
                format!("AT+CSIM=8,\"007080{channel}\"")
            } else {
                continue;
            };
            self.line(&close).await?;
        }
        Ok(())
    }

    async fn line(&mut self, command: &str) -> Result<crate::transport::AtAnswer, LpaError> {
        match self.transport.at(command).await {
            Ok(answer) => Ok(answer),
            Err(source) => Err(self.broken(command.to_owned(), source).await),
        }
    }

    /// Whether an application other than the ISD-R can be opened, so that it is the ISD-R that is kept back.
    pub(super) async fn opens_another(&mut self, aid: &Aid) -> Result<bool, LpaError> {
        let ChannelOpened::Opened { channel, .. } = self.open_other(aid).await? else {
            return Ok(false);
        };
        self.close_other(channel).await?;
        Ok(true)
    }
}

fn told(attempt: Option<&Attempt>) -> Reason {
    let (command, answer) = attempt.map_or_else(Default::default, |attempt| {
        (attempt.command.clone(), attempt.answer.clone())
    });
    Reason::Modem { command, answer }
}

/// Whether the ISD-R of the standard was not allowed, and AIDs that the card does not have were refused otherwise.
fn guards_isd_r(refused: &[OpenAttempt]) -> bool {
    let not_allowed = |attempt: &&OpenAttempt| attempt.refusal.text.ends_with(NOT_ALLOWED);
    let isd_r = refused.iter().find(|attempt| attempt.aid == Aid::ISD_R);
    isd_r.is_some_and(|attempt| not_allowed(&attempt)) && refused.iter().any(|attempt| !not_allowed(&attempt))
}
