//! The functions of an RSP session in a line or two: what they carry is random, signed or encrypted, and what counts is
//! how they were answered.

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es10b::{
    AuthenticateServerRequest, AuthenticateServerResponse, CancelSessionRequest, CancelSessionResponse,
    FinalResult, PrepareDownloadRequest, PrepareDownloadResponse, ProfileInstallationResultData,
};
use signoff_protocol::message::Decode;
use signoff_protocol::notification::PendingNotification;
use signoff_protocol::tlv::Tlv;

/// Request and answer of a function whose messages are not shown element by element; `None` for all others.
pub(super) fn summary(request: &[u8], response: Option<&[u8]>) -> Option<(String, Option<String>)> {
    let answer = |say: fn(&[u8]) -> Option<String>| {
        response.map(|bytes| say(bytes).unwrap_or_else(|| "<malformed>".to_owned()))
    };
    let asked = |say: fn(&[u8]) -> Option<String>| say(request).unwrap_or_else(|| "<malformed>".to_owned());
    Some(match request {
        [0xBF, 0x38, ..] => (asked(server), answer(authenticated)),
        [0xBF, 0x21, ..] => (asked(offer), answer(prepared)),
        [0xBF, 0x41, ..] => (asked(cancellation), answer(cancelled)),
        [0xBF, 0x36, ..] => ("<package, with its secure channel>".to_owned(), answer(loaded)),
        [0xA0 | 0xA2 | 0x86 | 0x87, ..] => ("<segment, encrypted>".to_owned(), answer(loaded)),
        [0xA1 | 0xA3, ..] => ("<head of a sequence>".to_owned(), answer(loaded)),
        [0x88, ..] => (asked(metadata), answer(loaded)),
        _ => return None,
    })
}

fn read<T: Decode>(bytes: &[u8]) -> Option<T> {
    T::decode(Tlv::parse_exact(bytes).ok()?).ok()
}

fn server(bytes: &[u8]) -> Option<String> {
    let request: AuthenticateServerRequest = read(bytes)?;
    let address = request.server_signed1.value.server_address;
    let wanted = request.ctx_params1.matching_id.filter(|id| !id.is_empty());
    Some(match wanted {
        Some(id) => format!("<signed by the server> {address}, matchingId {id}"),
        None => format!("<signed by the server> {address}, no matchingId"),
    })
}

fn offer(bytes: &[u8]) -> Option<String> {
    let request: PrepareDownloadRequest = read(bytes)?;
    let code = match (
        request.smdp_signed2.value.confirmation_code_required,
        request.hash_cc,
    ) {
        (false, None) => "",
        (true, Some(_)) => ", with the confirmation code that it wants",
        (true, None) => ", without the confirmation code that it wants",
        (false, Some(_)) => ", with a confirmation code that it does not want",
    };
    Some(format!("<signed by the SM-DP+>{code}"))
}

fn cancellation(bytes: &[u8]) -> Option<String> {
    let request: CancelSessionRequest = read(bytes)?;
    Some(format!("<transaction> reason {}", request.reason))
}

/// StoreMetadata and its MAC, if one segment has all of it.
fn metadata(bytes: &[u8]) -> Option<String> {
    let segment = Tlv::parse_exact(bytes).ok()?;
    let whole = segment.children().next()?.ok();
    let read = whole.and_then(|whole| StoreMetadataRequest::decode(whole).ok());
    Some(match read {
        Some(metadata) => format!(
            "<segment of metadata> of {}, {:?} by {:?}",
            metadata.iccid, metadata.profile_name, metadata.service_provider_name
        ),
        None => "<segment of metadata>".to_owned(),
    })
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

#[cfg(test)]
mod tests {
    use signoff_protocol::es10b::CancelSessionReason;
    use signoff_protocol::message::{Encode, Unknown};

    use super::*;

    #[test]
    fn requests_say_what_they_are_about() {
        let request = CancelSessionRequest {
            transaction_id: "0102".parse().expect("a transactionId"),
            reason: CancelSessionReason::Postponed,
            unknown: Unknown::none(),
        };
        let said = |bytes: &[u8]| summary(bytes, None).map(|(request, _)| request);
        assert_eq!(
            said(&request.to_der()).as_deref(),
            Some("<transaction> reason postponed(1)")
        );
        assert_eq!(said(&[0xBF, 0x38, 0x00]).as_deref(), Some("<malformed>"));
        let metadata =
            "8829BF251E5A0A9800000000000000020091074C656F7061726492074C656F706172642826EA08B5B2B123";
        let metadata = signoff_protocol::hex::decode(metadata).expect("hex");
        assert_eq!(
            said(&metadata).as_deref(),
            Some("<segment of metadata> of 89000000000000002000, \"Leopard\" by \"Leopard\"")
        );
        assert_eq!(
            said(&[0x88, 0x02, 0x0C, 0x00]).as_deref(),
            Some("<segment of metadata>")
        );
        assert_eq!(said(&[0xBF, 0x2D, 0x00]), None);
    }
}
