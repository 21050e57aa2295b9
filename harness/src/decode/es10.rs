//! ES10 messages: which function, which direction, which fields.

use signoff_protocol::es8p::{
    BoundProfilePackage, ConfigureIsdpRequest, InitialiseSecureChannelRequest, ReplaceSessionKeysRequest,
    StoreMetadataRequest,
};
use signoff_protocol::es10a::{
    GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse, SetDefaultDpAddressRequest,
    SetDefaultDpAddressResponse,
};
use signoff_protocol::es10b::{
    AuthenticateServerRequest, AuthenticateServerResponse, CancelSessionRequest, CancelSessionResponse,
    EuiccInfo1, EuiccInfo2, GetEuiccChallengeRequest, GetEuiccChallengeResponse, GetEuiccInfo1Request,
    GetEuiccInfo2Request, GetRatRequest, GetRatResponse, ListNotificationRequest, ListNotificationResponse,
    PrepareDownloadRequest, PrepareDownloadResponse, RemoveNotificationFromListRequest,
    RemoveNotificationFromListResponse, RetrieveNotificationsListRequest, RetrieveNotificationsListResponse,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DeleteProfileResponse, DisableProfileRequest, DisableProfileResponse,
    EnableProfileRequest, EnableProfileResponse, EuiccMemoryResetRequest, EuiccMemoryResetResponse,
    GetEidRequest, GetEidResponse, GetProfilesInfoRequest, GetProfilesInfoResponse, SetNicknameRequest,
    SetNicknameResponse,
};
use signoff_protocol::message::Decode;
use signoff_protocol::notification::{NotificationMetadata, ProfileInstallationResult};
use signoff_protocol::tlv::{Children, DecodeError, Tag, Tlv};

use super::schema::{self, Function};
use super::segment;
use super::tree::Tree;
use super::{Decoded, Role};

/// Request and response of a function share their tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Request,
    Response,
}

/// Reads an ES10 message (SGP.22 §5.7), without status word, whose direction is seen from its fields.
///
/// RemoveNotificationFromList looks the same both ways; it is taken for a request unless the number is one of the
/// result codes 0, 1 and 127.
pub fn es10(input: &[u8]) -> Decoded {
    let direction = Tlv::parse(input).map_or(Direction::Request, |(tlv, _)| guess(tlv));
    message(input, 0, 0, direction)
}

/// Reads an ES10 request (SGP.22 §5.7).
pub fn es10_request(input: &[u8]) -> Decoded {
    message(input, 0, 0, Direction::Request)
}

/// Reads an ES10 response (SGP.22 §5.7), without status word.
pub fn es10_response(input: &[u8]) -> Decoded {
    message(input, 0, 0, Direction::Response)
}

/// The request in a command, whose first byte is byte `base` of the input.
pub(super) fn request_at(input: &[u8], base: usize, depth: usize) -> Decoded {
    message(input, base, depth, Direction::Request)
}

/// The response in a response APDU.
pub(super) fn response_at(input: &[u8], depth: usize) -> Decoded {
    message(input, 0, depth, Direction::Response)
}

fn message(input: &[u8], base: usize, depth: usize, direction: Direction) -> Decoded {
    let mut tree = Tree::new(base);
    if direction == Direction::Request
        && (segment::first(input, base, depth, &mut tree) || segment::segment(input, base, depth, &mut tree))
    {
        return tree.finish();
    }
    let Some(function) = Tag::read(input).and_then(schema::function) else {
        tree.unknown_elements(input, base, depth);
        return tree.finish();
    };
    let parsed = Tlv::parse(input);
    let (word, fields) = match direction {
        Direction::Request => ("request", function.request),
        Direction::Response => ("response", function.response),
    };
    let label = if function.is_structure {
        function.name.to_owned()
    } else {
        format!("{} {word}", function.name)
    };
    let (tlv, rest) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            tree.line(depth, label, "", Role::Plain, base..base + input.len());
            let value = Tlv::cut(input).map_or(&[][..], |(_, value)| value);
            tree.elements(Children::at(value, input.len() - value.len()), fields, depth + 1);
            if !tree.has_problem() {
                tree.error(depth + 1, &error);
            }
            return tree.finish();
        }
    };
    tree.line(depth, label, "", Role::Plain, base..base + tlv.raw().len());
    tree.elements(tlv.children(), fields, depth + 1);
    if !tree.has_problem()
        && let Err(error) = check(function, direction, tlv)
    {
        tree.error(depth + 1, &error);
    }
    if !rest.is_empty() {
        let trailing = DecodeError::Trailing {
            offset: tlv.raw().len(),
            count: rest.len(),
        };
        let place = base + tlv.raw().len()..base + input.len();
        tree.line(depth, "bytes", super::field::bytes(rest), Role::Unknown, place);
        tree.error(depth, &trailing);
    }
    tree.finish()
}

/// Whether the fields look like those of a request or of a response.
fn guess(tlv: Tlv<'_>) -> Direction {
    let first = tlv.children().next().and_then(Result::ok);
    let inner = first
        .and_then(|first| first.children().next()?.ok())
        .map(|inner| inner.tag().0);
    let response = match (tlv.tag().0, first.map(|first| (first.tag().0, first.value()))) {
        (_, None) => false,
        // Content that only responses have.
        (0xBF20 | 0xBF22 | 0xBF2E | 0xBF3C | 0xBF43, _) => true,
        (0xBF29 | 0xBF31 | 0xBF32 | 0xBF33 | 0xBF34, Some((tag, _))) => tag == 0x80,
        // The server's part begins with what it signed, the eUICC's with how it went.
        (0xBF21 | 0xBF38 | 0xBF41, Some((tag, _))) => matches!(tag, 0xA0 | 0xA1 | 0x81),
        (0xBF35, Some((tag, _))) => tag == 0x81 || (tag == 0xA0 && matches!(inner, None | Some(0xA0))),
        (0xBF30, Some((_, value))) => matches!(value, [0 | 1 | 127]),
        (0xBF3E, Some((tag, _))) => tag != 0x5C,
        // An address is text; the result codes are no printable characters.
        (0xBF3F, Some((_, value))) => matches!(value, [code] if !code.is_ascii_graphic()),
        // A filter is a bit string of two bytes or more, an error a number of one.
        (0xBF28, Some((tag, value))) => tag != 0x81 || value.len() == 1,
        (0xBF2B, Some((tag, _))) => tag == 0x81 || !matches!(inner, Some(0x80 | 0x81)),
        (0xBF2D, Some((tag, _))) => {
            tag == 0x81 || (tag == 0xA0 && !matches!(inner, Some(0x5A | 0x4F | 0x95)))
        }
        _ => false,
    };
    if response {
        Direction::Response
    } else {
        Direction::Request
    }
}

/// Reads the message with its codec, which also knows what must not be missing.
fn check(function: &Function, direction: Direction, tlv: Tlv<'_>) -> Result<(), DecodeError> {
    fn both<Q: Decode, A: Decode>(direction: Direction, tlv: Tlv<'_>) -> Result<(), DecodeError> {
        match direction {
            Direction::Request => Q::decode(tlv).map(drop),
            Direction::Response => A::decode(tlv).map(drop),
        }
    }
    match function.tag {
        0xBF20 => both::<GetEuiccInfo1Request, EuiccInfo1>(direction, tlv),
        0xBF21 => both::<PrepareDownloadRequest, PrepareDownloadResponse>(direction, tlv),
        0xBF22 => both::<GetEuiccInfo2Request, EuiccInfo2>(direction, tlv),
        0xBF23 => InitialiseSecureChannelRequest::decode(tlv).map(drop),
        0xBF24 => ConfigureIsdpRequest::decode(tlv).map(drop),
        0xBF25 => StoreMetadataRequest::decode(tlv).map(drop),
        0xBF26 => ReplaceSessionKeysRequest::decode(tlv).map(drop),
        0xBF28 => both::<ListNotificationRequest, ListNotificationResponse>(direction, tlv),
        0xBF29 => both::<SetNicknameRequest, SetNicknameResponse>(direction, tlv),
        0xBF2B => both::<RetrieveNotificationsListRequest, RetrieveNotificationsListResponse>(direction, tlv),
        0xBF2D => both::<GetProfilesInfoRequest, GetProfilesInfoResponse>(direction, tlv),
        0xBF2E => both::<GetEuiccChallengeRequest, GetEuiccChallengeResponse>(direction, tlv),
        0xBF2F => NotificationMetadata::decode(tlv).map(drop),
        0xBF30 => {
            both::<RemoveNotificationFromListRequest, RemoveNotificationFromListResponse>(direction, tlv)
        }
        0xBF31 => both::<EnableProfileRequest, EnableProfileResponse>(direction, tlv),
        0xBF32 => both::<DisableProfileRequest, DisableProfileResponse>(direction, tlv),
        0xBF33 => both::<DeleteProfileRequest, DeleteProfileResponse>(direction, tlv),
        0xBF34 => both::<EuiccMemoryResetRequest, EuiccMemoryResetResponse>(direction, tlv),
        0xBF36 => BoundProfilePackage::decode(tlv).map(drop),
        0xBF37 => ProfileInstallationResult::decode(tlv).map(drop),
        0xBF38 => both::<AuthenticateServerRequest, AuthenticateServerResponse>(direction, tlv),
        0xBF3C => {
            both::<GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse>(direction, tlv)
        }
        0xBF3E => both::<GetEidRequest, GetEidResponse>(direction, tlv),
        0xBF3F => both::<SetDefaultDpAddressRequest, SetDefaultDpAddressResponse>(direction, tlv),
        0xBF41 => both::<CancelSessionRequest, CancelSessionResponse>(direction, tlv),
        0xBF43 => both::<GetRatRequest, GetRatResponse>(direction, tlv),
        _ => Ok(()),
    }
}
