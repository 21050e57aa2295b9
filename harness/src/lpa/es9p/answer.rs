//! What the answers of a server mean: its status, the header of its JSON, and whether a notification counts as
//! acknowledged (SGP.22 §6.5.1, §5.6.4).

use serde::de::DeserializeOwned;
use signoff_protocol::es9p::{Header, JsonError, NoResult, Response, from_json};

use super::{Es9pAnswer, Es9pCause, FunctionFailure};

/// Characters of a body that an error shows.
const EXCERPT: usize = 80;

/// A notification was acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// What was unusual about it: `200 instead of 204`.
    pub note: Option<String>,
}

/// What a function returned.
///
/// # Errors
/// A status other than 2xx, a body of another form, or a header that says that it was not executed.
pub(super) fn executed<T: DeserializeOwned>(answer: &Es9pAnswer) -> Result<T, Es9pCause> {
    success(answer)?;
    let response: Response<T> = from_json(&answer.body).map_err(|error| other_form(&error, answer))?;
    response
        .into_result()
        .map_err(|header| Es9pCause::Failed(failure(header)))
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
    // An empty object says no more than an empty body.
    if answer.body.trim_ascii() != b"{}" {
        executed::<NoResult>(answer)?;
    }
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
        status => match from_json::<Response<NoResult>>(&answer.body).map(Response::into_result) {
            // Some servers say it twice.
            Ok(Err(header)) => Err(Es9pCause::Failed(failure(header))),
            _ => Err(Es9pCause::Status {
                status,
                body: excerpt(&answer.body),
            }),
        },
    }
}

fn other_form(error: &JsonError, answer: &Es9pAnswer) -> Es9pCause {
    let reason = if answer.body.is_empty() {
        "it has no body".to_owned()
    } else {
        error.to_string()
    };
    Es9pCause::NotJson {
        reason,
        body: excerpt(&answer.body),
    }
}

fn failure(header: Header) -> FunctionFailure {
    let execution = header.function_execution_status;
    let status = execution.status.as_str().to_owned();
    let Some(code) = execution.status_code else {
        return FunctionFailure {
            status,
            ..FunctionFailure::default()
        };
    };
    FunctionFailure {
        status,
        meaning: code.meaning().map(str::to_owned),
        subject: code.subject.into_owned(),
        reason: code.reason.into_owned(),
        identifier: code.identifier,
        message: code.message,
    }
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
            (
                200,
                failed,
                Err("the server answers Failed 8.1/6.1 (the eUICC's signature"),
            ),
            (
                200,
                "<html>Welcome",
                Err("the answer is not what the function returns: the body is no JSON"),
            ),
            (
                200,
                "[]",
                Err("the answer is not what the function returns: the body is JSON, but no object"),
            ),
            (302, "", Err("HTTP status 302, a redirect")),
            (404, "gone", Err("HTTP status 404, \"gone\"")),
            (
                500,
                failed,
                Err("the server answers Failed 8.1/6.1 (the eUICC's signature"),
            ),
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
