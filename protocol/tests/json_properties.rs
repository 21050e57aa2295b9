//! Properties of the JSON messages of ES9+, ES2+, ES11 and ES12: what is written is read back, in any case of the
//! names and beside members that nobody knows; other bodies are refused and say why.

use proptest::prelude::*;
use serde_json::Value;
use signoff_protocol::es9p::{self, Header, JsonError, from_json, status, to_json};
use signoff_protocol::{activation_code::ActivationCode, es2p, es12};

/// Every name of a member in lower case, and one that no edition has in each object.
fn disguise(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let lower = members
                .into_iter()
                .map(|(name, member)| (name.to_ascii_lowercase(), disguise(member)));
            lower.chain([("x-vendor".to_owned(), Value::from(1))]).collect()
        }
        Value::Array(list) => list.into_iter().map(disguise).collect(),
        other => other,
    }
}

macro_rules! properties {
    ($($name:ident: $type:ty),+ $(,)?) => {$(
        mod $name {
            use super::*;

            proptest! {
                #[test]
                fn is_read_back(message: $type) {
                    prop_assert_eq!(from_json(&to_json(&message)), Ok(message));
                }

                #[test]
                fn is_read_in_any_case_beside_unknown_members(message: $type) {
                    let value: Value = serde_json::from_slice(&to_json(&message)).unwrap();
                    prop_assert_eq!(from_json(&to_json(&disguise(value))), Ok(message));
                }

                #[test]
                fn of_any_text_does_not_panic(text: String, bytes: Vec<u8>) {
                    let _ = from_json::<$type>(text.as_bytes());
                    let _ = from_json::<$type>(&bytes);
                }
            }
        }
    )+};
}

properties! {
    initiate_authentication_request: es9p::InitiateAuthenticationRequest,
    initiate_authentication_response: es9p::InitiateAuthenticationResponse,
    authenticate_client_request: es9p::AuthenticateClientRequest,
    authenticate_client_response: es9p::AuthenticateClientResponse,
    authenticate_client_ds_response: es9p::AuthenticateClientDsResponse,
    get_bound_profile_package_request: es9p::GetBoundProfilePackageRequest,
    get_bound_profile_package_response: es9p::GetBoundProfilePackageResponse,
    cancel_session_request: es9p::CancelSessionRequest,
    cancel_session_response: es9p::CancelSessionResponse,
    handle_notification_request: es9p::HandleNotificationRequest,
    download_order_request: es2p::DownloadOrderRequest,
    download_order_response: es2p::DownloadOrderResponse,
    confirm_order_request: es2p::ConfirmOrderRequest,
    confirm_order_response: es2p::ConfirmOrderResponse,
    cancel_order_request: es2p::CancelOrderRequest,
    release_profile_request: es2p::ReleaseProfileRequest,
    register_event_request: es12::RegisterEventRequest,
    delete_event_request: es12::DeleteEventRequest,
}

proptest! {
    #[test]
    fn an_activation_code_is_read_back(code: ActivationCode) {
        let text = code.to_string();
        prop_assert_eq!(text.parse(), Ok(code.clone()));
        prop_assert_eq!(format!("LPA:{text}").parse(), Ok(code));
    }

    #[test]
    fn any_text_is_an_activation_code_or_none(text: String) {
        if let Ok(code) = text.parse::<ActivationCode>() {
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }
}

/// The bodies stand here as the specification prints them, so that a wrong name of ours can't hide in both directions.
#[test]
fn members_are_named_as_in_the_specification() {
    let body =
        r#"{"euiccChallenge":"AAECAwQFBgcICQoLDA0ODw==","euiccInfo1":"vyAA","smdpAddress":"smdp.example"}"#;
    let request: es9p::InitiateAuthenticationRequest = from_json(body.as_bytes()).unwrap();
    assert_eq!(request.euicc_challenge, (0..16).collect::<Vec<u8>>());
    assert_eq!(request.euicc_info1, [0xBF, 0x20, 0x00]);
    assert_eq!(String::from_utf8(to_json(&request)).unwrap(), body);

    let body = r#"{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"0A1B","serverSigned1":"MAA=","serverSignature1":"XzcA","euiccCiPKIdToBeUsed":"BAA=","serverCertificate":"MAA="}"#;
    let response: es9p::InitiateAuthenticationResponse = from_json(body.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(to_json(&response)).unwrap(), body);
    assert_eq!(
        response.into_result().unwrap().transaction_id.as_bytes(),
        [0x0A, 0x1B]
    );

    let body = r#"{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.8","subjectIdentifier":"ABC","message":"no"}}}}"#;
    let response: es9p::AuthenticateClientResponse = from_json(body.as_bytes()).unwrap();
    let refusal = status::MATCHING_ID_REFUSED.code().about("ABC").saying("no");
    assert_eq!(response.clone().into_result(), Err(Header::failed(refusal)));
    assert_eq!(String::from_utf8(to_json(&response)).unwrap(), body);

    let body = r#"{"header":{"functionRequesterIdentifier":"op","functionCallIdentifier":"1"},"iccid":"8949000000000000001F","releaseFlag":true}"#;
    let request: es2p::ConfirmOrderRequest = from_json(body.as_bytes()).unwrap();
    assert_eq!(request.iccid.unwrap().to_string(), "8949000000000000001");
    assert_eq!(String::from_utf8(to_json(&request)).unwrap(), body);

    let body = r#"{"header":{"functionRequesterIdentifier":"op","functionCallIdentifier":"1"},"iccid":"8949000000000000001F","profileType":"p","timestamp":"2026-01-02T03:04:05Z","notificationPointId":4,"notificationPointStatus":{"status":"Executed-Success"},"resultData":"vzcA"}"#;
    let request: es2p::HandleDownloadProgressInfoRequest = from_json(body.as_bytes()).unwrap();
    assert_eq!(
        request.notification_point_id,
        es2p::NotificationPointId::PACKAGE_INSTALLATION
    );
    assert_eq!(String::from_utf8(to_json(&request)).unwrap(), body);
}

/// What servers of the field send that the specification does not.
#[test]
fn forms_of_the_field() {
    let read = |body: &str| from_json::<es9p::AuthenticateClientResponse>(body.as_bytes());
    let members = r#""transactionId":"0a1b","profileMetaData":"vyUA","smdpSigned2":"MA A\n=","smdpSignature2":"XzcA","smdpCertificate":"MAA""#;
    let whole =
        format!(r#"{{"header":{{"functionExecutionStatus":{{"status":"Executed-Success"}}}},{members}}}"#);
    assert_eq!(read(&whole).unwrap().output.unwrap().smdp_signed2, [0x30, 0x00]);
    let bare = read(&format!("{{{members}}}")).unwrap();
    assert_eq!(bare.header, Header::success());
    let null = r#"{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.1","reasonCode":"6.1","subjectIdentifier":null,"message":null}}},"transactionId":null}"#;
    assert_eq!(
        read(null).unwrap().into_result(),
        Err(Header::failed(status::EUICC_VERIFICATION_FAILED.code()))
    );
    let empty = from_json::<es9p::CancelSessionResponse>(
        br#"{"header":{"functionExecutionStatus":{"status":"EXECUTED-SUCCESS"}}}"#,
    );
    assert_eq!(empty.unwrap().header, Header::success());
}

#[test]
fn what_is_no_message_says_why() {
    let read = |body: &str| from_json::<es9p::HandleNotificationRequest>(body.as_bytes()).unwrap_err();
    assert_eq!(read("[]"), JsonError::NoObject);
    for (body, message) in [
        (
            "",
            "the body is no JSON: EOF while parsing a value at line 1 column 0",
        ),
        (
            "{}",
            "the JSON body does not have the form of the message: missing field `pendingNotification`",
        ),
        (
            r#"{"pendingNotification":"?"}"#,
            "the JSON body does not have the form of the message: no base64: Invalid symbol 63, offset 0.",
        ),
    ] {
        assert_eq!(read(body).to_string(), message);
    }
}
