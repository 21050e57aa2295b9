//! The functions of an RSP session in a line or two: what they carry is random, signed or encrypted, and what counts is
//! how they were answered.

use signoff_protocol::es10b::{
    AuthenticateServerResponse, CancelSessionResponse, FinalResult, PrepareDownloadResponse,
    ProfileInstallationResultData,
};
use signoff_protocol::message::Decode;
use signoff_protocol::notification::PendingNotification;
use signoff_protocol::tlv::Tlv;

/// Request and answer of a function whose messages are not shown element by element; `None` for all others.
pub(super) fn summary(request: &[u8], response: Option<&[u8]>) -> Option<(String, Option<String>)> {
    let answer = |say: fn(&[u8]) -> Option<String>| {
        response.map(|bytes| say(bytes).unwrap_or_else(|| "<malformed>".to_owned()))
    };
    Some(match request {
        [0xBF, 0x38, ..] => ("<signed by the server>".to_owned(), answer(authenticated)),
        [0xBF, 0x21, ..] => ("<signed by the SM-DP+>".to_owned(), answer(prepared)),
        [0xBF, 0x41, ..] => ("<transaction and reason>".to_owned(), answer(cancelled)),
        [0xBF, 0x36, ..] => ("<package, with its secure channel>".to_owned(), answer(loaded)),
        [0xA0 | 0xA2 | 0x86 | 0x87, ..] => ("<segment, encrypted>".to_owned(), answer(loaded)),
        [0xA1 | 0xA3, ..] => ("<head of a sequence>".to_owned(), answer(loaded)),
        [0x88, ..] => ("<segment of metadata>".to_owned(), answer(loaded)),
        _ => return None,
    })
}

fn read<T: Decode>(bytes: &[u8]) -> Option<T> {
    T::decode(Tlv::parse_exact(bytes).ok()?).ok()
}

fn authenticated(bytes: &[u8]) -> Option<String> {
    Some(match read(bytes)? {
        AuthenticateServerResponse::Ok(_) => "<signed by the eUICC>".to_owned(),
        AuthenticateServerResponse::Error { code, .. } => format!("error: {code}"),
    })
}

fn prepared(bytes: &[u8]) -> Option<String> {
    Some(match read(bytes)? {
        PrepareDownloadResponse::Ok { .. } => "<signed by the eUICC>".to_owned(),
        PrepareDownloadResponse::Error { code, .. } => format!("error: {code}"),
    })
}

fn cancelled(bytes: &[u8]) -> Option<String> {
    Some(match read(bytes)? {
        CancelSessionResponse::Ok { signed, .. } => format!("cancelled: {}", signed.value.reason),
        CancelSessionResponse::Error(error) => format!("error: {error}"),
    })
}

fn loaded(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() {
        return Some("taken".to_owned());
    }
    let PendingNotification::ProfileInstallationResult(result) = read(bytes)? else {
        return None;
    };
    let data: ProfileInstallationResultData = read(&result.signed)?;
    let number = data.metadata.seq_number;
    Some(match data.final_result {
        FinalResult::Success { aid, .. } => format!("installation result {number}: installed as {aid}"),
        FinalResult::Error { command, reason, .. } => {
            format!("installation result {number}: {reason} at {command}")
        }
    })
}
