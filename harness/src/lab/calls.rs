//! Calls at the SM-DP+ in the live exchange.

use std::fmt::Write as _;

use serde_json::Value;
use signoff_protocol::es2p::Es2pFunction;
use signoff_protocol::es9p::Es9pFunction;
use signoff_simulator::smdp::{HttpRequest, HttpResponse};

use super::exchange::{Exchange, Happening, Kind, Origin};

/// Longest string of a body that is shown; certificates and packages are far longer.
const LONGEST_STRING: usize = 72;

pub(super) fn tell(exchange: &Exchange, request: &HttpRequest, response: &HttpResponse) {
    let interface = if Es9pFunction::from_path(&request.path).is_some() {
        "ES9+"
    } else if Es2pFunction::from_path(&request.path).is_some() {
        "ES2+"
    } else {
        "HTTP"
    };
    let name = request.path.rsplit('/').next().unwrap_or_default();
    let (result, good) = outcome(response);
    let mut text = pretty(&request.body);
    let answer = pretty(&response.body);
    if !answer.is_empty() {
        text.push_str("\n\u{2190} ");
        text.push_str(&answer);
    }
    exchange.add(Happening {
        origin: Origin::Server,
        kind: Kind::Call,
        detail: false,
        title: format!("{interface} {name} · {}", request.host()),
        result: Some(result),
        good,
        text,
    });
    exchange.changed();
}

/// The status of HTTP, and that of SGP.22 where there is one.
fn outcome(response: &HttpResponse) -> (String, bool) {
    let status = response.status;
    let body: Option<Value> = serde_json::from_slice(&response.body).ok();
    let execution = body
        .as_ref()
        .and_then(|body| body.pointer("/header/functionExecutionStatus"));
    let word = execution
        .and_then(|execution| execution.get("status"))
        .and_then(Value::as_str);
    let message = execution
        .and_then(|execution| execution.pointer("/statusCodeData/message"))
        .and_then(Value::as_str);
    match word {
        Some("Executed-Success" | "Executed-WithWarning") => ("executed".to_owned(), true),
        Some(word) => (message.unwrap_or(word).to_owned(), false),
        None if status == 204 => ("acknowledged (204)".to_owned(), true),
        None => (format!("HTTP {status}"), (200..300).contains(&status)),
    }
}

/// A body as people read it; long strings are cut.
fn pretty(body: &[u8]) -> String {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return String::new();
    };
    shorten(&mut value, 0);
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// JSON of others may be deep; what is below a few levels is not shown.
fn shorten(value: &mut Value, depth: usize) {
    if depth > 8 {
        *value = Value::Null;
        return;
    }
    match value {
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_STRING) {
                let more = text.len() - end;
                text.truncate(end);
                // Writing to a String never fails.
                let _written = write!(text, "… (+{more})");
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| shorten(value, depth + 1)),
        Value::Object(fields) => fields.values_mut().for_each(|value| shorten(value, depth + 1)),
        _ => {}
    }
}
