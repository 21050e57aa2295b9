//! The header of responses: whether a function was executed, and the status codes when not (SGP.22 §5.2.6, §6.5.1.4).

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The member `header` of a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// How the function ended.
    pub function_execution_status: FunctionExecutionStatus,
}

impl Header {
    /// The function was executed.
    pub const fn success() -> Self {
        Self {
            function_execution_status: FunctionExecutionStatus {
                status: ExecutionStatus::Success,
                status_code: None,
            },
        }
    }

    /// The function was refused or failed.
    pub const fn failed(code: StatusCode) -> Self {
        Self {
            function_execution_status: FunctionExecutionStatus {
                status: ExecutionStatus::Failed,
                status_code: Some(code),
            },
        }
    }
}

/// How a function ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunctionExecutionStatus {
    /// In one word.
    pub status: ExecutionStatus,
    /// Why, unless it succeeded.
    #[serde(default, rename = "statusCodeData", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<StatusCode>,
}

/// Function execution status (SGP.02 §5.1.6.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExecutionStatus {
    /// Done.
    Success,
    /// Done, with something to say about it.
    WithWarning,
    /// Refused or failed; the status code says why.
    Failed,
    /// Its validity period ended before it was executed.
    Expired,
    /// What a server made up.
    Other(String),
}

impl ExecutionStatus {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Success => "Executed-Success",
            Self::WithWarning => "Executed-WithWarning",
            Self::Failed => "Failed",
            Self::Expired => "Expired",
            Self::Other(text) => text,
        }
    }

    /// Whether the output of the function follows.
    pub const fn is_executed(&self) -> bool {
        matches!(self, Self::Success | Self::WithWarning)
    }
}

impl Serialize for ExecutionStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ExecutionStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = [Self::Success, Self::WithWarning, Self::Failed, Self::Expired];
        let found = known
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(&text));
        Ok(found.unwrap_or(Self::Other(text)))
    }
}

/// statusCodeData: about what (subject) and why (reason), as numbers with dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCode {
    /// `8.2.6`
    #[serde(rename = "subjectCode")]
    pub subject: Cow<'static, str>,
    /// `3.8`
    #[serde(rename = "reasonCode")]
    pub reason: Cow<'static, str>,
    /// What the subject is called: an ICCID, an address.
    #[serde(
        default,
        rename = "subjectIdentifier",
        skip_serializing_if = "Option::is_none"
    )]
    pub identifier: Option<String>,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl StatusCode {
    /// Without identifier and message.
    pub const fn new(subject: &'static str, reason: &'static str) -> Self {
        Self {
            subject: Cow::Borrowed(subject),
            reason: Cow::Borrowed(reason),
            identifier: None,
            message: None,
        }
    }

    /// With the name of the subject.
    #[must_use]
    pub fn about(mut self, identifier: impl Into<String>) -> Self {
        self.identifier = Some(identifier.into());
        self
    }

    /// With words for people.
    #[must_use]
    pub fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// What the field uses this code for.
    pub fn meaning(&self) -> Option<&'static str> {
        super::status::meaning(&self.subject, &self.reason)
    }
}

impl fmt::Display for StatusCode {
    /// `8.2.6/3.8 (matchingId refused): words of the server`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.subject, self.reason)?;
        if let Some(meaning) = self.meaning() {
            write!(f, " ({meaning})")?;
        }
        match (&self.message, &self.identifier) {
            (Some(message), _) => write!(f, ": {message}"),
            (None, Some(identifier)) => write!(f, ": {identifier}"),
            (None, None) => Ok(()),
        }
    }
}

crate::arbitrary::arbitrary!(
    StatusCode,
    (
        proptest::sample::select(super::status::ALL),
        proptest::option::of(crate::arbitrary::text(40)),
        proptest::option::of(crate::arbitrary::text(40)),
    )
        .prop_map(|(known, identifier, message)| Self {
            identifier,
            message,
            ..known.code()
        })
);
