//! What keeps a server from an answer, or its answer from being a good one.

use super::ServerAddress;

/// A request that came to nothing: which one, where, and why. [`Es9pError::advice`] says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{function} at {server}: {cause}")]
pub struct Es9pError {
    /// The function, as SGP.22 spells it: `handleNotification`.
    pub function: String,
    /// The server.
    pub server: String,
    /// What happened.
    #[source]
    pub cause: Es9pCause,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Es9pCause {
    /// The name has no address.
    #[error("the host name cannot be resolved: {reason}")]
    Dns {
        /// What the resolver said.
        reason: String,
    },
    /// Nobody listens there.
    #[error("the connection was refused")]
    Refused,
    /// The connection ended before the answer was complete.
    #[error("the connection was broken off before the answer was complete")]
    Reset,
    /// There is no way there.
    #[error("cannot connect: {reason}")]
    Unreachable {
        /// What the system said.
        reason: String,
    },
    /// No answer in time.
    #[error("no answer within {after_ms} ms")]
    Timeout {
        /// The deadline.
        after_ms: u64,
    },
    /// The server could not prove who it is, or TLS failed otherwise.
    #[error("{0}")]
    Tls(TlsProblem),
    /// It sends us somewhere else. Nobody follows: what was signed is for one address.
    #[error("HTTP status {status}, a redirect{}", target(.location.as_ref()))]
    Redirect {
        /// 3xx
        status: u16,
        /// Where to.
        location: Option<String>,
    },
    /// Another status than success.
    #[error("HTTP status {status}{}", excerpt(.body))]
    Status {
        /// The status.
        status: u16,
        /// How the body begins.
        body: String,
    },
    /// The body is not the JSON that was expected.
    #[error("the answer is not what the function returns: {reason}{}", excerpt(.body))]
    NotJson {
        /// What is wrong.
        reason: String,
        /// How the body begins.
        body: String,
    },
    /// More than we read.
    #[error("the answer has more than {limit} bytes")]
    Oversized {
        /// The limit.
        limit: usize,
    },
    /// The server executed nothing and says so in the header of its answer (SGP.22 §6.5.1.4).
    #[error("{0}")]
    Failed(FunctionFailure),
    /// Anything else.
    #[error("{reason}")]
    Other {
        /// What was said.
        reason: String,
    },
}

/// What is wrong with TLS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlsProblem {
    /// `notAfter` has passed.
    #[error("the server's certificate expired on {not_after}")]
    Expired {
        /// When.
        not_after: String,
    },
    /// `notBefore` has not come.
    #[error("the server's certificate is not valid before {not_before}, and here it is {now}")]
    NotYetValid {
        /// When it begins.
        not_before: String,
        /// Our time.
        now: String,
    },
    /// The certificate is for somebody else.
    #[error("the server's certificate is for {}, not for {host}", names(.presented))]
    WrongName {
        /// Whom we called.
        host: String,
        /// Who answered.
        presented: Vec<String>,
    },
    /// No root that we trust.
    #[error("the server's certificate was issued by somebody who is not trusted")]
    UnknownIssuer,
    /// It is no certificate for a TLS server, is signed wrongly, or has something that must be understood and is
    /// not.
    #[error("the server's certificate is not acceptable: {reason}")]
    Certificate {
        /// What is wrong.
        reason: String,
    },
    /// The two ends do not agree.
    #[error("no TLS connection: {reason}")]
    Handshake {
        /// What was said.
        reason: String,
    },
}

/// `functionExecutionStatus` other than success (SGP.22 §6.5.1.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionFailure {
    /// `Failed` or `Expired`.
    pub status: String,
    /// subjectCode, `8.2.6`.
    pub subject: String,
    /// reasonCode, `3.8`.
    pub reason: String,
    /// What subject and reason mean, where they are known.
    pub meaning: Option<String>,
    /// subjectIdentifier
    pub identifier: Option<String>,
    /// The server's own words.
    pub message: Option<String>,
}

impl FunctionFailure {
    /// `8.2.6/3.8`, as the field writes it; empty if the server gave none.
    pub fn code(&self) -> String {
        if self.subject.is_empty() && self.reason.is_empty() {
            String::new()
        } else {
            format!("{}/{}", self.subject, self.reason)
        }
    }
}

impl std::fmt::Display for FunctionFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the server answers {}", self.status)?;
        let code = self.code();
        if !code.is_empty() {
            write!(f, " {code}")?;
        }
        if let Some(meaning) = &self.meaning {
            write!(f, " ({meaning})")?;
        }
        if let Some(identifier) = &self.identifier {
            write!(f, ", about {identifier}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FunctionFailure {}

impl Es9pError {
    /// An error of `function`, the last part of `path`, at `server`.
    pub fn new(server: &ServerAddress, path: &str, cause: Es9pCause) -> Self {
        let function = path.rsplit('/').next().unwrap_or(path);
        Self {
            function: function.to_owned(),
            server: server.to_string(),
            cause,
        }
    }

    /// What the server said no with, if it is that.
    pub const fn failure(&self) -> Option<&FunctionFailure> {
        match &self.cause {
            Es9pCause::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Whether the same request may succeed a little later: nobody there, no answer in time, a server in
    /// trouble.
    pub const fn is_transient(&self) -> bool {
        match &self.cause {
            Es9pCause::Dns { .. }
            | Es9pCause::Refused
            | Es9pCause::Reset
            | Es9pCause::Unreachable { .. }
            | Es9pCause::Timeout { .. } => true,
            Es9pCause::Status { status, .. } => matches!(status, 408 | 429 | 500..=599),
            Es9pCause::Tls(_)
            | Es9pCause::Redirect { .. }
            | Es9pCause::NotJson { .. }
            | Es9pCause::Oversized { .. }
            | Es9pCause::Failed(_)
            | Es9pCause::Other { .. } => false,
        }
    }

    /// One word for flows and tables: `refused`, `expired`, `status_500`, `8.2.6/3.8`.
    pub fn word(&self) -> String {
        match &self.cause {
            Es9pCause::Dns { .. } => "dns".to_owned(),
            Es9pCause::Refused => "refused".to_owned(),
            Es9pCause::Reset => "reset".to_owned(),
            Es9pCause::Unreachable { .. } => "unreachable".to_owned(),
            Es9pCause::Timeout { .. } => "timeout".to_owned(),
            Es9pCause::Tls(problem) => problem.word().to_owned(),
            Es9pCause::Redirect { .. } => "redirect".to_owned(),
            Es9pCause::Status { status, .. } => format!("status_{status}"),
            Es9pCause::NotJson { .. } => "not_json".to_owned(),
            Es9pCause::Oversized { .. } => "oversized".to_owned(),
            Es9pCause::Failed(failure) if failure.code().is_empty() => "failed".to_owned(),
            Es9pCause::Failed(failure) => failure.code(),
            Es9pCause::Other { .. } => "other".to_owned(),
        }
    }
}

impl TlsProblem {
    /// One word for flows and tables.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::WrongName { .. } => "wrong_name",
            Self::UnknownIssuer => "unknown_issuer",
            Self::Certificate { .. } => "certificate",
            Self::Handshake { .. } => "handshake",
        }
    }
}

fn target(location: Option<&String>) -> String {
    location.map_or_else(String::new, |location| format!(" to {location}"))
}

fn names(presented: &[String]) -> String {
    if presented.is_empty() {
        "nobody".to_owned()
    } else {
        presented.join(", ")
    }
}

fn excerpt(body: &str) -> String {
    if body.is_empty() {
        ", without a text".to_owned()
    } else {
        format!(", {body:?}")
    }
}
