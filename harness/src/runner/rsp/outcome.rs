//! How a server's answer, or its absence, is named in flows and transcripts: the same from run to run.

use crate::lpa::es9p::{Es9pAnswer, Es9pError};

/// `204`, `200 Executed-Success`, `200 Failed 8.2.6/3.8`, `no answer: timeout`.
pub(super) fn say_answer(answer: &Result<Es9pAnswer, Es9pError>) -> String {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return format!("no answer: {}", error.word()),
    };
    let status = answer.status.to_string();
    let Ok(body) = serde_json::from_slice::<serde_json::Value>(&answer.body) else {
        return match answer.body.len() {
            0 => status,
            _ => format!("{status}, no JSON"),
        };
    };
    let execution = body.pointer("/header/functionExecutionStatus");
    let text = |path: &str| {
        let value = execution.and_then(|execution| execution.pointer(path));
        value.and_then(serde_json::Value::as_str)
    };
    let mut said = status;
    if let Some(word) = text("/status") {
        said.push(' ');
        said.push_str(word);
    }
    if let (Some(subject), Some(reason)) = (
        text("/statusCodeData/subjectCode"),
        text("/statusCodeData/reasonCode"),
    ) {
        said.extend([" ", subject, "/", reason]);
    }
    said
}

/// Whether a server has taken a notification: any 2xx without a failure in it.
pub(super) fn is_acknowledgement(answer: &Result<Es9pAnswer, Es9pError>) -> bool {
    answer
        .as_ref()
        .is_ok_and(|answer| crate::lpa::es9p::acknowledgement(answer).is_ok())
}
