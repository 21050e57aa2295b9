//! What the answers of a server mean: its status, the header of its JSON, and whether a notification counts as
//! acknowledged (SGP.22 §6.5.1, §5.6.4).

use serde_json::Value;

use super::{Es9pAnswer, Es9pCause, FunctionFailure};

/// Characters of a body that an error shows.
const EXCERPT: usize = 80;

/// A notification was acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// What was unusual about it: `200 instead of 204`.
    pub note: Option<String>,
}

/// The JSON of an answer with a body, if the function was executed.
///
/// # Errors
/// A status other than 2xx, no JSON object, or a header that says that it was not executed.
pub(super) fn executed(answer: &Es9pAnswer) -> Result<Value, Es9pCause> {
    success(answer)?;
    let json = object(answer)?;
    match failure(&json) {
        Some(failure) => Err(Es9pCause::Failed(failure)),
        None => Ok(json),
    }
}

/// Whether an answer to `handleNotification` acknowledges it. 204 does, and so does any 2xx that does not say
/// otherwise in a body; a body that is no JSON is of somebody else, as a portal in between.
///
/// # Errors
/// Why it is no acknowledgement.
pub fn acknowledgement(answer: &Es9pAnswer) -> Result<Acknowledgement, Es9pCause> {
    success(answer)?;
    let status = answer.status;
    if answer.body.iter().all(u8::is_ascii_whitespace) {
        let note = (status != 204).then(|| format!("HTTP status {status} instead of 204"));
        return Ok(Acknowledgement { note });
    }
    executed(answer)?;
    Ok(Acknowledgement {
        note: Some(format!("HTTP status {status} with a body instead of 204")),
    })
}

fn success(answer: &Es9pAnswer) -> Result<(), Es9pCause> {
    match answer.status {
        200..=299 => Ok(()),
        status @ 300..=399 => Err(Es9pCause::Redirect {
            status,
            location: answer.location.clone(),
        }),
        status => match serde_json::from_slice(&answer.body)
            .ok()
            .as_ref()
            .and_then(failure)
        {
            // Some servers say it twice.
            Some(failure) => Err(Es9pCause::Failed(failure)),
            None => Err(Es9pCause::Status {
                status,
                body: excerpt(&answer.body),
            }),
        },
    }
}

fn object(answer: &Es9pAnswer) -> Result<Value, Es9pCause> {
    let not_json = |reason: String| Es9pCause::NotJson {
        reason,
        body: excerpt(&answer.body),
    };
    if answer.body.is_empty() {
        return Err(not_json("it has no body".to_owned()));
    }
    let json: Value =
        serde_json::from_slice(&answer.body).map_err(|error| not_json(format!("no JSON: {error}")))?;
    if json.is_object() {
        Ok(json)
    } else {
        Err(not_json("the JSON is no object".to_owned()))
    }
}

/// What the header says, if it is no success. An answer without a header says nothing bad.
fn failure(json: &Value) -> Option<FunctionFailure> {
    let execution = json.get("header")?.get("functionExecutionStatus")?;
    let status = execution.get("status")?.as_str()?;
    if status.starts_with("Executed") {
        return None;
    }
    let data = execution.get("statusCodeData");
    let text = |name: &str| {
        let text = data?.get(name)?.as_str()?;
        Some(text.to_owned())
    };
    let subject = text("subjectCode").unwrap_or_default();
    let reason = text("reasonCode").unwrap_or_default();
    Some(FunctionFailure {
        status: status.to_owned(),
        meaning: None,
        subject,
        reason,
        identifier: text("subjectIdentifier"),
        message: text("message"),
    })
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut short: String = text.trim().chars().take(EXCERPT).collect();
    if short.len() < text.trim().len() {
        short.push_str("...");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Es9pAnswer {
        Es9pAnswer {
            status,
            body: body.as_bytes().to_vec(),
            ..Es9pAnswer::default()
        }
    }

    #[test]
    fn what_acknowledges_a_notification_and_what_does_not() {
        let failed = r#"{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":
            {"subjectCode":"8.1","reasonCode":"6.1"}}}}"#;
        let success = r#"{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}"#;
        for (status, body, want) in [
            (204, "", Ok(None)),
            (200, "", Ok(Some("HTTP status 200 instead of 204"))),
            (202, " \n", Ok(Some("HTTP status 202 instead of 204"))),
            (200, "{}", Ok(Some("HTTP status 200 with a body instead of 204"))),
            (
                200,
                success,
                Ok(Some("HTTP status 200 with a body instead of 204")),
            ),
            (200, failed, Err("the server answers Failed 8.1/6.1")),
            (
                200,
                "<html>Welcome",
                Err("the answer is not what the function returns: no JSON"),
            ),
            (
                200,
                "[]",
                Err("the answer is not what the function returns: the JSON is no object"),
            ),
            (302, "", Err("HTTP status 302, a redirect")),
            (404, "gone", Err("HTTP status 404, \"gone\"")),
            (500, failed, Err("the server answers Failed 8.1/6.1")),
            (503, "", Err("HTTP status 503, without a text")),
        ] {
            match (acknowledgement(&answer(status, body)), want) {
                (Ok(got), Ok(note)) => assert_eq!(got.note.as_deref(), note, "{status} {body}"),
                (Err(got), Err(start)) => {
                    assert!(got.to_string().starts_with(start), "{status} {body}: {got}");
                }
                (got, want) => panic!("{status} {body}: {got:?}, expected {want:?}"),
            }
        }
    }
}
