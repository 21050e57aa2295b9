//! What the eUICC refuses, and what keeps the LPA from an answer.

use signoff_protocol::apdu::StatusWord;

use super::doing::doing;
use super::joined;
use crate::lpa::{LpaError, OpenAttempt, Refusal};
use crate::text::{Message, Told};

impl Told for StatusWord {
    fn told(&self) -> Message {
        let (status, meaning) = (self.to_string(), self.meaning());
        Message::translated(
            "cause-status",
            &[
                ("status", status.as_str().into()),
                // The name of a variant begins with a letter.
                ("word", format!("SW{status}").into()),
                ("meaning", meaning.into()),
            ],
            &format!("{status} {meaning}"),
        )
    }
}

impl Told for Refusal {
    fn told(&self) -> Message {
        if let Some(status) = self.status {
            return Message::translated(
                "cause-refused",
                &[("function", self.function.into()), ("how", status.told())],
                self,
            );
        }
        let said = self.to_string();
        let how = said
            .strip_prefix(self.function)
            .and_then(|rest| rest.strip_prefix(" refused: "))
            .unwrap_or(&said);
        Message::translated(
            "cause-refused",
            &[("function", self.function.into()), ("how", how.into())],
            self,
        )
    }
}

impl Told for LpaError {
    fn told(&self) -> Message {
        match self {
            Self::Transport { doing: what, source } => Message::translated(
                "cause-while",
                &[("doing", doing(what)), ("cause", source.told())],
                self,
            ),
            Self::NoIsdR { tried } if tried.is_empty() => Message::translated("cause-no-aid", &[], self),
            Self::NoIsdR { tried } => Message::translated("cause-no-isd-r", &[("tried", list(tried))], self),
            Self::Malformed {
                function,
                source,
                hex,
            } => Message::translated(
                "cause-malformed",
                &[
                    ("function", (*function).into()),
                    ("reason", source.to_string().into()),
                    // As many bytes as the English sentence has.
                    ("bytes", hex.get(..128).unwrap_or(hex).into()),
                ],
                self,
            ),
            Self::Endless {
                function,
                limit,
                unit,
            } => Message::translated(
                "cause-endless",
                &[
                    ("function", (*function).into()),
                    ("limit", (*limit).into()),
                    ("unit", (*unit).into()),
                ],
                self,
            ),
            Self::TooLong { function, source } => Message::translated(
                "cause-too-long",
                &[
                    ("function", (*function).into()),
                    ("reason", source.to_string().into()),
                ],
                self,
            ),
            Self::Unresolved { change } => {
                Message::translated("cause-unresolved", &[("change", change.to_string().into())], self)
            }
            Self::Refused(refusal) => refusal.told(),
            Self::Unresolvable { change, reason } => Message::translated(
                "cause-unresolvable",
                &[("change", change.to_string().into()), ("reason", reason.into())],
                self,
            ),
        }
    }
}

fn list(tried: &[OpenAttempt]) -> Message {
    joined(tried.iter().map(Told::told)).unwrap_or_else(|| "".into())
}

impl Told for OpenAttempt {
    fn told(&self) -> Message {
        let said = self.to_string();
        let status = self.refusal.status;
        let parts = status.and_then(|status| Some((said.strip_suffix(status.meaning())?, status)));
        let parts =
            parts.and_then(|(said, status)| Some((said.strip_suffix(&format!("{status} "))?, status)));
        match parts {
            Some((attempt, status)) => Message::translated(
                "cause-attempt",
                &[("attempt", attempt.trim_end().into()), ("status", status.told())],
                self,
            ),
            None => said.into(),
        }
    }
}
