//! ES10 messages of others.

use serde::Deserialize;
use signoff_protocol::apdu::{ChannelNumber, Class, Command, ResponseApdu, ins};
use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es10a::*;
use signoff_protocol::es10b::*;
use signoff_protocol::es10c::*;
use signoff_protocol::hex;
use signoff_protocol::id::SeqNumber;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::*;
use signoff_protocol::profile::*;
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, walk};

use crate::vectors::{again, bytes, load};

#[derive(Deserialize)]
struct Canonical {
    name: String,
    message: String,
    hex: String,
}

/// What our codec makes of the bytes of a message.
fn recode(message: &str, der: &[u8]) -> Result<Vec<u8>, DecodeError> {
    match message {
        "ProfileInfoListRequest" => again::<GetProfilesInfoRequest>(der),
        "ProfileInfoListResponse" => again::<GetProfilesInfoResponse>(der),
        "EnableProfileRequest" => again::<EnableProfileRequest>(der),
        "EnableProfileResponse" => again::<EnableProfileResponse>(der),
        "DisableProfileRequest" => again::<DisableProfileRequest>(der),
        "DisableProfileResponse" => again::<DisableProfileResponse>(der),
        "DeleteProfileRequest" => again::<DeleteProfileRequest>(der),
        "DeleteProfileResponse" => again::<DeleteProfileResponse>(der),
        "EuiccMemoryResetRequest" => again::<EuiccMemoryResetRequest>(der),
        "EuiccMemoryResetResponse" => again::<EuiccMemoryResetResponse>(der),
        "GetEuiccDataRequest" => again::<GetEidRequest>(der),
        "GetEuiccDataResponse" => again::<GetEidResponse>(der),
        "SetNicknameRequest" => again::<SetNicknameRequest>(der),
        "SetNicknameResponse" => again::<SetNicknameResponse>(der),
        "ListNotificationRequest" => again::<ListNotificationRequest>(der),
        "ListNotificationResponse" => again::<ListNotificationResponse>(der),
        "RetrieveNotificationsListRequest" => again::<RetrieveNotificationsListRequest>(der),
        "RetrieveNotificationsListResponse" => again::<RetrieveNotificationsListResponse>(der),
        "NotificationSentRequest" => again::<RemoveNotificationFromListRequest>(der),
        "NotificationSentResponse" => again::<RemoveNotificationFromListResponse>(der),
        "EuiccConfiguredAddressesResponse" => again::<GetEuiccConfiguredAddressesResponse>(der),
        "SetDefaultDpAddressRequest" => again::<SetDefaultDpAddressRequest>(der),
        "GetRatResponse" => again::<GetRatResponse>(der),
        "EUICCInfo1" => again::<EuiccInfo1>(der),
        "EUICCInfo2" => again::<EuiccInfo2>(der),
        "ProfileInstallationResult" => again::<ProfileInstallationResult>(der),
        "StoreMetadataRequest" => again::<StoreMetadataRequest>(der),
        "CancelSessionRequest" => again::<CancelSessionRequest>(der),
        "AuthenticateServerResponse" => again::<AuthenticateServerResponse>(der),
        "PrepareDownloadResponse" => again::<PrepareDownloadResponse>(der),
        other => panic!("no codec is named for {other}"),
    }
}

#[test]
fn canonical_messages_are_read_and_written_byte_for_byte() {
    for vector in load::<Canonical>("es10/der.json") {
        let der = bytes(&vector.hex);
        let recoded = recode(&vector.message, &der).map(|der| hex::encode(&der));
        assert_eq!(recoded, Ok(vector.hex), "{}", vector.name);
        walk(&der, |tlv, _| {
            assert!(tlv.has_minimal_length(), "{}", vector.name);
        })
        .expect(&vector.name);
    }
}

#[derive(Deserialize)]
struct Dialogue {
    name: String,
    apdu: String,
    request: String,
    response: String,
}

/// Android's requests are canonical, so they come back byte for byte; of its answers, those that are whole.
#[test]
fn what_android_sends_and_is_answered() {
    let mut read = Vec::new();
    for vector in load::<Dialogue>("es10/aosp.json") {
        let name = vector.name.as_str();
        let command = bytes(&vector.apdu);
        let command = Command::parse(&command).expect(name);
        assert_eq!(
            (command.ins, command.p1, command.p2),
            (ins::STORE_DATA, 0x91, 0),
            "{name}"
        );
        assert_eq!(
            Class::parse(command.cla).map(|class| class.channel),
            ChannelNumber::new(1),
            "{name}"
        );
        assert_eq!(hex::encode(command.data), vector.request, "{name}");
        let response = ResponseApdu::parse(&bytes(&vector.response)).expect(name);
        assert!(response.status.is_ok(), "{name}");
        let request = Tlv::parse_exact(command.data).expect(name);
        let Some((asked, answered)) = both(request.tag(), command.data, &response.data) else {
            continue;
        };
        assert_eq!(asked.map(|der| hex::encode(&der)), Ok(vector.request), "{name}");
        read.push((vector.name, answered.err().map(|error| error.to_string())));
    }
    let refused: Vec<_> = read
        .iter()
        .filter_map(|(name, error)| Some((name.as_str(), error.as_deref()?)))
        .collect();
    // Answers that the tests of Android cut down to what they look at; a card sends none of them.
    assert_eq!(
        refused,
        [
            ("GetEID", "tag 5A at byte 3: 4 bytes of value, expected 16"),
            ("GetRAT", "tag 82 at byte 37: no bit string"),
            (
                "GetEUICCChallenge",
                "tag 80 at byte 3: 3 bytes of value, expected 16"
            ),
            ("GetEuiccInfo1", "the input ends at byte 6: 1 more byte expected"),
            ("GetEuiccInfo2", "the input ends at byte 6: 1 more byte expected"),
            ("CancelSession", "tag A0 is missing in the element at byte 0"),
            (
                "RetrieveNotificationsList by event",
                "tag 5F37 is missing in the element at byte 5"
            ),
            (
                "RetrieveNotification by seq 5",
                "tag 5F37 is missing in the element at byte 5"
            ),
        ]
    );
    assert!(read.len() > 20);
}

type Recoded = Result<Vec<u8>, DecodeError>;

fn both(tag: Tag, request: &[u8], response: &[u8]) -> Option<(Recoded, Recoded)> {
    fn pair<Q: Decode + Encode, A: Decode + Encode>(request: &[u8], response: &[u8]) -> (Recoded, Recoded) {
        (again::<Q>(request), again::<A>(response))
    }
    Some(match tag {
        Tag(0xBF20) => pair::<GetEuiccInfo1Request, EuiccInfo1>(request, response),
        Tag(0xBF22) => pair::<GetEuiccInfo2Request, EuiccInfo2>(request, response),
        Tag(0xBF28) => pair::<ListNotificationRequest, ListNotificationResponse>(request, response),
        Tag(0xBF29) => pair::<SetNicknameRequest, SetNicknameResponse>(request, response),
        Tag(0xBF2B) => {
            pair::<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>(request, response)
        }
        Tag(0xBF2D) => pair::<GetProfilesInfoRequest, GetProfilesInfoResponse>(request, response),
        Tag(0xBF2E) => pair::<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(request, response),
        Tag(0xBF30) => {
            pair::<RemoveNotificationFromListRequest, RemoveNotificationFromListResponse>(request, response)
        }
        Tag(0xBF31) => pair::<EnableProfileRequest, EnableProfileResponse>(request, response),
        Tag(0xBF32) => pair::<DisableProfileRequest, DisableProfileResponse>(request, response),
        Tag(0xBF33) => pair::<DeleteProfileRequest, DeleteProfileResponse>(request, response),
        Tag(0xBF34) => pair::<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(request, response),
        Tag(0xBF3C) => {
            pair::<GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse>(request, response)
        }
        Tag(0xBF3E) => pair::<GetEidRequest, GetEidResponse>(request, response),
        Tag(0xBF3F) => pair::<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(request, response),
        Tag(0xBF43) => pair::<GetRatRequest, GetRatResponse>(request, response),
        // Android's tests send these two with empty parts.
        Tag(0xBF21 | 0xBF38) => return None,
        Tag(0xBF41) => pair::<CancelSessionRequest, CancelSessionResponse>(request, response),
        other => panic!("no codec is named for {other}"),
    })
}

#[test]
fn fields_of_androids_full_profile() {
    let vectors = load::<Dialogue>("es10/aosp.json");
    let of = |name: &str| {
        let vector = vectors.iter().find(|vector| vector.name == name).expect(name);
        let response = ResponseApdu::parse(&bytes(&vector.response)).expect(name);
        match GetProfilesInfoResponse::from_der(&response.data).expect(name) {
            GetProfilesInfoResponse::List(list) => list.into_iter().next().expect("a profile"),
            GetProfilesInfoResponse::Error(error) => panic!("{error}"),
        }
    };
    let full = of("GetProfilesInfo by ICCID, full profile");
    assert_eq!(
        full.iccid.map(|iccid| iccid.to_string()).as_deref(),
        Some("98760000000000543210")
    );
    assert_eq!(full.nickname.as_deref(), Some("nick"));
    assert_eq!(full.service_provider_name.as_deref(), Some("tmo"));
    assert_eq!(full.profile_name.as_deref(), Some("p1"));
    let owner = full.owner.as_ref().expect("an owner");
    assert_eq!(owner.mcc_mnc.to_string(), "213-54");
    assert_eq!(
        (owner.gid1.as_deref(), owner.gid2.as_deref()),
        (Some(&[1, 2, 3][..]), Some(&[4, 5, 6][..]))
    );
    assert_eq!(
        (full.state, full.class),
        (Some(ProfileState::Enabled), Some(ProfileClass::Provisioning))
    );
    let rules = full.policy_rules.expect("policy rules");
    assert_eq!(
        (rules.ppr1(), rules.ppr2(), rules.0.contains(0)),
        (true, false, true)
    );
    assert_eq!(
        full.unknown.find(Tag(0xBF76)).map(|kept| kept.value().len()),
        Some(0x45)
    );
    let port = of("GetProfilesInfo MEP");
    assert_eq!(
        (port.state, port.is_enabled()),
        (Some(ProfileState::Disabled), true)
    );
    let short = of("GetProfilesInfo disabled 18-digit ICCID");
    assert_eq!(
        short.iccid.map(|iccid| iccid.to_string()).as_deref(),
        Some("987600000000005432")
    );
    assert!(!short.is_enabled());
}

/// Edges that concern a message instead of an element.
#[test]
fn edges_of_messages() {
    let lax = bytes("BF3111A00C5A0A98001032547698103214810101");
    assert_eq!(
        EnableProfileRequest::from_der(&lax).map(|request| request.refresh),
        Ok(true)
    );
    let padded = bytes("BF300480020001");
    let request = RemoveNotificationFromListRequest::from_der(&padded).map(|request| request.seq_number);
    assert_eq!(request, Ok(SeqNumber::new(1)));
    let wrapped = bytes("BF330EA00C5A0A98001032547698103214");
    assert!(DeleteProfileRequest::from_der(&wrapped).is_err());
    let bare = bytes("BF310F5A0A980010325476981032148101FF");
    assert!(EnableProfileRequest::from_der(&bare).is_err());
}
