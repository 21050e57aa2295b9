//! The operator's desk.

use super::system::quoted;
use crate::operator::{AnswersError, EndChoiceError, OperatorError};
use crate::text::{Message, Told};

impl Told for OperatorError {
    fn told(&self) -> Message {
        match self {
            Self::Url { url, reason } => Message::translated(
                "cause-desk-url",
                &[("url", url.into()), ("reason", reason.into())],
                self,
            ),
            Self::NotReachable { url, reason } => Message::translated(
                "cause-desk-not-reachable",
                &[("url", url.into()), ("reason", quoted(reason))],
                self,
            ),
            Self::Timeout { url, after_ms } => Message::translated(
                "cause-desk-timeout",
                &[("url", url.into()), ("after", (*after_ms).into())],
                self,
            ),
            Self::Tls { url, reason } => Message::translated(
                "cause-desk-tls",
                &[("url", url.into()), ("reason", reason.into())],
                self,
            ),
            Self::IdentificationRefused { tries_left: None } => {
                Message::translated("cause-desk-identification", &[], self)
            }
            Self::IdentificationRefused {
                tries_left: Some(left),
            } => Message::translated(
                "cause-desk-identification-tries",
                &[("left", (*left).into())],
                self,
            ),
            Self::Locked => Message::translated("cause-desk-locked", &[], self),
            Self::NotIdentified => Message::translated("cause-desk-not-identified", &[], self),
            Self::UnknownLine { iccid } => Message::translated(
                "cause-desk-unknown-line",
                &[("iccid", iccid.to_string().into())],
                self,
            ),
            Self::UnknownOrder { external_id } => {
                Message::translated("cause-desk-unknown-order", &[("id", external_id.into())], self)
            }
            Self::Refused { code, reason, .. } => Message::translated(
                "cause-desk-refused",
                &[("reason", reason.into()), ("code", code.to_string().into())],
                self,
            ),
            Self::ServerFault { status, path } => Message::translated(
                "cause-desk-out-of-order",
                &[("status", (*status).into()), ("path", path.into())],
                self,
            ),
            Self::Malformed { path, status, reason } => Message::translated(
                "cause-desk-malformed",
                &[
                    ("path", path.into()),
                    ("status", (*status).into()),
                    ("reason", reason.into()),
                ],
                self,
            ),
        }
    }
}

/// What a person can do about an error of a desk; its own advice is quoted.
pub fn operator_advice(error: &OperatorError) -> Message {
    let english = error.advice();
    match error {
        OperatorError::Url { .. } => Message::translated("cause-desk-advice-url", &[], english),
        OperatorError::NotReachable { .. } => Message::translated("cause-desk-advice-running", &[], english),
        OperatorError::Timeout { .. } => Message::translated("cause-desk-advice-again", &[], english),
        OperatorError::Tls { .. } => Message::translated("cause-desk-advice-root", &[], english),
        OperatorError::IdentificationRefused { .. } => {
            Message::translated("cause-desk-advice-proof", &[], english)
        }
        OperatorError::Locked => Message::translated("cause-desk-advice-locked", &[], english),
        OperatorError::NotIdentified => Message::translated("cause-desk-advice-identify", &[], english),
        OperatorError::UnknownLine { .. } => Message::translated("cause-desk-advice-line", &[], english),
        OperatorError::UnknownOrder { .. } => Message::translated("cause-desk-advice-order", &[], english),
        OperatorError::Refused {
            advice: Some(own), ..
        } => own.into(),
        OperatorError::Refused { advice: None, .. } => {
            Message::translated("cause-desk-advice-refused", &[], english)
        }
        OperatorError::ServerFault { .. } => Message::translated("cause-desk-advice-later", &[], english),
        OperatorError::Malformed { .. } => Message::translated("cause-desk-advice-address", &[], english),
    }
}

impl Told for AnswersError {
    fn told(&self) -> Message {
        match self {
            Self::Yaml(reason) => {
                Message::translated("cause-answers-yaml", &[("reason", reason.into())], self)
            }
            Self::Proof => Message::translated("cause-answers-proof", &[], self),
        }
    }
}

impl Told for EndChoiceError {
    fn told(&self) -> Message {
        Message::translated(
            "cause-end-choice",
            &[("text", format!("{:?}", self.text).into())],
            self,
        )
    }
}
