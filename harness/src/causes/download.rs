//! Why a download was refused.

use crate::lpa::download::{LpaRefusal, Refused, RefusedBecause};
use crate::text::{Message, Told};

impl Told for Refused {
    fn told(&self) -> Message {
        Message::translated(
            "cause-download-refused",
            &[
                ("stage", self.stage.to_string().into()),
                ("because", self.because.told()),
            ],
            self,
        )
    }
}

impl Told for RefusedBecause {
    fn told(&self) -> Message {
        match self {
            Self::Euicc(refusal) => {
                Message::translated("cause-download-euicc", &[("refusal", refusal.told())], self)
            }
            Self::Installation { command, reason, .. } => Message::translated(
                "cause-download-installation",
                &[
                    ("command", command.to_string().into()),
                    ("reason", reason.to_string().into()),
                ],
                self,
            ),
            Self::Server(failure) => {
                let said = failure.to_string();
                let answer = said.strip_prefix("the server answers ").unwrap_or(&said);
                Message::translated("cause-server-failed", &[("answer", answer.into())], self)
            }
            Self::Lpa(refusal) => refusal.told(),
        }
    }
}

impl Told for LpaRefusal {
    fn told(&self) -> Message {
        match self {
            Self::AddressMismatch { signed, called } => Message::translated(
                "cause-download-address",
                &[("signed", signed.into()), ("called", called.into())],
                self,
            ),
            Self::OidMismatch { found, wanted } => Message::translated(
                "cause-download-oid",
                &[("found", found.into()), ("wanted", wanted.into())],
                self,
            ),
            Self::TransactionMismatch { found, session } => Message::translated(
                "cause-download-transaction",
                &[("found", found.into()), ("session", session.into())],
                self,
            ),
            Self::ConfirmationCodeMissing => {
                Message::translated("cause-download-confirmation-code", &[], self)
            }
            Self::RulesNotAllowed { rules } => {
                Message::translated("cause-download-rules", &[("rules", rules.into())], self)
            }
            Self::MetadataMismatch => Message::translated("cause-download-metadata", &[], self),
            Self::Unreadable { what, reason } => Message::translated(
                "cause-download-unreadable",
                &[("what", (*what).into()), ("reason", reason.into())],
                self,
            ),
            Self::NoAddress(reason) => reason.into(),
        }
    }
}
