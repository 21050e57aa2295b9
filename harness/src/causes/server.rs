//! SM-DP+ and SM-DS.

use super::system::quoted;
use crate::lpa::archive::{ArchiveError, DumpError};
use crate::lpa::es9p::{AddressError, Es9pCause, Es9pError, HostMappingError, RootsError, TlsProblem};
use crate::text::{Message, Told};

impl Told for Es9pError {
    fn told(&self) -> Message {
        Message::translated(
            "cause-server",
            &[
                ("function", self.function.as_str().into()),
                ("server", self.server.as_str().into()),
                ("cause", self.cause.told()),
            ],
            self,
        )
    }
}

impl Told for Es9pCause {
    fn told(&self) -> Message {
        match self {
            Self::Dns { reason } => {
                Message::translated("cause-server-dns", &[("reason", reason.into())], self)
            }
            Self::Refused => Message::translated("cause-server-refused", &[], self),
            Self::Reset => Message::translated("cause-server-reset", &[], self),
            Self::Unreachable { reason } => {
                Message::translated("cause-server-unreachable", &[("reason", quoted(reason))], self)
            }
            Self::Timeout { after_ms } => {
                Message::translated("cause-server-timeout", &[("after", (*after_ms).into())], self)
            }
            Self::Tls(problem) => problem.told(),
            Self::Redirect { status, location } => Message::translated(
                "cause-server-redirect",
                &[
                    ("status", (*status).into()),
                    ("location", location.as_deref().unwrap_or("-").into()),
                ],
                self,
            ),
            Self::Status { status, body } => Message::translated(
                "cause-server-status",
                &[("status", (*status).into()), ("body", format!("{body:?}").into())],
                self,
            ),
            Self::NotJson { reason, body } => Message::translated(
                "cause-server-not-json",
                &[("reason", reason.into()), ("body", format!("{body:?}").into())],
                self,
            ),
            Self::Oversized { limit } => {
                Message::translated("cause-server-oversized", &[("limit", (*limit).into())], self)
            }
            Self::Failed(failure) => {
                let said = failure.to_string();
                let answer = said.strip_prefix("the server answers ").unwrap_or(&said);
                Message::translated("cause-server-failed", &[("answer", answer.into())], self)
            }
            Self::Other { reason } => reason.into(),
        }
    }
}

impl Told for TlsProblem {
    fn told(&self) -> Message {
        match self {
            Self::Expired { not_after } => {
                Message::translated("cause-tls-expired", &[("date", not_after.into())], self)
            }
            Self::NotYetValid { not_before, now } => Message::translated(
                "cause-tls-not-yet-valid",
                &[("date", not_before.into()), ("now", now.into())],
                self,
            ),
            Self::WrongName { host, presented } => Message::translated(
                "cause-tls-wrong-name",
                &[("host", host.into()), ("names", presented.join(", ").into())],
                self,
            ),
            Self::UnknownIssuer => Message::translated("cause-tls-unknown-issuer", &[], self),
            Self::Certificate { reason } => {
                Message::translated("cause-tls-certificate", &[("reason", reason.into())], self)
            }
            Self::Handshake { reason } => {
                Message::translated("cause-tls-handshake", &[("reason", reason.into())], self)
            }
        }
    }
}

impl Told for RootsError {
    fn told(&self) -> Message {
        match self {
            Self::None => Message::translated("cause-roots-none", &[], self),
            Self::Pem { reason } => {
                Message::translated("cause-roots-pem", &[("reason", reason.into())], self)
            }
            Self::Certificate { number, reason } => Message::translated(
                "cause-roots-certificate",
                &[("number", (*number).into()), ("reason", reason.into())],
                self,
            ),
        }
    }
}

impl Told for AddressError {
    fn told(&self) -> Message {
        Message::translated(
            "cause-address",
            &[
                ("address", format!("{:?}", self.address).into()),
                ("reason", self.reason.as_str().into()),
            ],
            self,
        )
    }
}

impl Told for HostMappingError {
    fn told(&self) -> Message {
        match self {
            Self::Form => Message::translated("cause-mapping", &[], self),
            Self::Host(error) => error.told(),
            Self::Place { place } => {
                Message::translated("cause-mapping-place", &[("place", place.into())], self)
            }
        }
    }
}

impl Told for DumpError {
    fn told(&self) -> Message {
        match self {
            Self::Line { reason } => Message::translated("cause-dump", &[("reason", reason.into())], self),
            Self::Number { said, signed } => Message::translated(
                "cause-dump-number",
                &[
                    ("said", said.to_string().into()),
                    ("signed", signed.to_string().into()),
                ],
                self,
            ),
        }
    }
}

impl Told for ArchiveError {
    fn told(&self) -> Message {
        Message::translated(
            "cause-archive",
            &[
                ("place", self.place.as_str().into()),
                ("reason", self.reason.as_str().into()),
            ],
            self,
        )
    }
}
