//! JSON in and out: names of members in any case, an error that says which member is wrong.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Deepest nesting that is walked; serde_json refuses more than 128 levels itself.
const MAX_DEPTH: usize = 16;

/// Why a body is not the message that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON at all.
    #[error("the body is no JSON: {problem}")]
    Syntax {
        /// What the parser says, with line and column.
        problem: String,
    },
    /// JSON, but not an object.
    #[error("the body is JSON, but no object")]
    NoObject,
    /// A member is missing or has another form.
    #[error("the JSON body does not have the form of the message: {problem}")]
    Form {
        /// Which member, and what is wrong with it.
        problem: String,
    },
}

/// The message as a body.
pub fn to_json<T: Serialize>(message: &T) -> Vec<u8> {
    // The messages hold texts and options only: there is nothing that JSON cannot say.
    serde_json::to_vec(message).unwrap_or_default()
}

/// Reads a body.
///
/// # Errors
/// It is no JSON object, or a member is missing or has another form.
pub fn from_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    let mut value: Value = serde_json::from_slice(body).map_err(|error| JsonError::Syntax {
        problem: error.to_string(),
    })?;
    if !value.is_object() {
        return Err(JsonError::NoObject);
    }
    canonical(&mut value, 0);
    serde_json::from_value(value).map_err(|error| JsonError::Form {
        problem: error.to_string(),
    })
}

/// Gives every member that is known in another case its right name; one that has it already wins.
fn canonical(value: &mut Value, depth: usize) {
    match value {
        Value::Object(members) if depth < MAX_DEPTH => {
            let mut own = serde_json::Map::new();
            for (name, mut member) in std::mem::take(members) {
                canonical(&mut member, depth + 1);
                let known = NAMES.iter().find(|known| known.eq_ignore_ascii_case(&name));
                match known {
                    Some(known) if *known != name => {
                        own.entry(*known).or_insert(member);
                    }
                    _ => {
                        own.insert(name, member);
                    }
                }
            }
            *members = own;
        }
        Value::Array(list) if depth < MAX_DEPTH => {
            for member in list {
                canonical(member, depth + 1);
            }
        }
        _ => {}
    }
}

/// The members of all messages of ES2+, ES9+, ES11 and ES12.
pub(crate) const NAMES: [&str; 47] = [
    "header",
    "functionRequesterIdentifier",
    "functionCallIdentifier",
    "functionExecutionStatus",
    "status",
    "statusCodeData",
    "subjectCode",
    "reasonCode",
    "subjectIdentifier",
    "message",
    "transactionId",
    "euiccChallenge",
    "euiccInfo1",
    "smdpAddress",
    "smdsAddress",
    "serverSigned1",
    "serverSignature1",
    "euiccCiPKIdToBeUsed",
    "serverCertificate",
    "authenticateServerResponse",
    "profileMetadata",
    "smdpSigned2",
    "smdpSignature2",
    "smdpCertificate",
    "eventEntries",
    "eventId",
    "rspServerAddress",
    "prepareDownloadResponse",
    "boundProfilePackage",
    "cancelSessionResponse",
    "pendingNotification",
    "eid",
    "iccid",
    "profileType",
    "matchingId",
    "confirmationCode",
    "releaseFlag",
    "finalProfileStatusIndicator",
    "timestamp",
    "notificationPointId",
    "notificationPointStatus",
    "resultData",
    "notificationReceiverIdentifier",
    "notificationIdentifier",
    "notificationEvent",
    "notificationEventStatus",
    "forwardingIndicator",
];
