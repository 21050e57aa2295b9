//! Properties of every ES10 and ES8+ message: what is written is read back, is DER, means the same in a lax form, and
//! keeps elements that nobody here knows.

use proptest::prelude::*;
use proptest::sample::Index;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::{
    NotificationMetadata, OtherSignedNotification, PendingNotification, ProfileInstallationResult,
};
use signoff_protocol::profile::ProfileInfo;
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};
use signoff_protocol::{es8p, es10a, es10b, es10c};

/// Elements whose bytes are kept as they came: unknown ones, dpProprietaryData, and what a signature covers.
const KEPT: [u32; 12] = [
    0xC1,
    0xDF01,
    0xE5,
    0xBF7E,
    0x9F_8101,
    0xBFFF_FF7F,
    0xB8,
    0xBF23,
    0xBF27,
    0xBF35,
    0xBF36,
    0xBF37,
];

/// The same element with lengths that BER allows and DER does not: `extra` says how many superfluous bytes.
fn loosen(tlv: Tlv<'_>, extra: &mut impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    if KEPT.contains(&tlv.tag().0) {
        out.extend_from_slice(tlv.raw());
        return;
    }
    let mut value = Vec::new();
    if tlv.tag().is_constructed() {
        // A signature covers what stands beside it, and certificates are kept as they are.
        let beside_signature = tlv.find(Tag(0x5F37)).ok().flatten().is_some();
        for child in tlv.children().flatten() {
            if beside_signature && matches!(child.tag(), Tag(0x30 | 0xBF2F)) {
                value.extend_from_slice(child.raw());
            } else {
                loosen(child, extra, &mut value);
            }
        }
    } else {
        value.extend_from_slice(tlv.value());
    }
    let tag = tlv.tag();
    out.extend(tag.0.to_be_bytes().iter().skip(4 - tag.len()));
    let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
    let count = match extra.next().unwrap_or(0) % 5 {
        0 if length < 0x80 => 0,
        1 if length < 0x100 => 1,
        2 if length < 0x1_0000 => 2,
        3 => 3,
        _ => 4,
    };
    match count {
        0 => out.push(length.to_be_bytes()[3]),
        count => {
            out.push(0x80 | u8::try_from(count).unwrap_or(4));
            out.extend(length.to_be_bytes().iter().skip(4 - count));
        }
    }
    out.extend(value);
}

/// One change to a byte string, as lines and radio waves make it.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Insert(Index, u8),
    Remove(Index),
}

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        (any::<Index>(), 0u8..8).prop_map(|(place, bit)| Damage::Flip(place, bit)),
        any::<Index>().prop_map(Damage::Cut),
        any::<(Index, u8)>().prop_map(|(place, byte)| Damage::Insert(place, byte)),
        any::<Index>().prop_map(Damage::Remove),
    ];
    proptest::collection::vec(one, 1..4)
}

fn apply(plan: &[Damage], bytes: &mut Vec<u8>) {
    for change in plan {
        let size = bytes.len().max(1);
        match change {
            Damage::Flip(place, bit) => {
                if let Some(byte) = bytes.get_mut(place.index(size)) {
                    *byte ^= 1 << bit;
                }
            }
            Damage::Cut(place) => bytes.truncate(place.index(size)),
            Damage::Insert(place, byte) => bytes.insert(place.index(bytes.len() + 1), *byte),
            Damage::Remove(place) => {
                if !bytes.is_empty() {
                    bytes.remove(place.index(size));
                }
            }
        }
    }
}

/// Puts `element` among the children of the outermost element.
fn insert_child(der: &[u8], element: &[u8], place: Index) -> Option<Vec<u8>> {
    let outer = Tlv::parse_exact(der).ok()?;
    let children: Vec<&[u8]> = outer
        .children()
        .map(|child| child.map(|child| child.raw()))
        .collect::<Result<_, _>>()
        .ok()?;
    let (before, after) = children.split_at(place.index(children.len() + 1));
    let mut writer = Writer::new();
    writer.constructed(outer.tag(), |w| {
        before.iter().chain([&element]).chain(after).for_each(|child| {
            w.raw(child);
        });
    });
    Some(writer.into_bytes())
}

/// What a property sees beside the message.
#[derive(Clone, Debug)]
struct Around {
    bytes: Vec<u8>,
    plan: Vec<Damage>,
    place: Index,
}

type Property<T> = fn(&T, &Around) -> Result<(), TestCaseError>;

/// Draws messages of one type for one property. All properties of a type share what is compiled here: with a runner
/// for each of them the compiler takes minutes.
#[expect(clippy::panic, reason = "a property that does not hold fails its test")]
fn check<T>(name: &str, property: Property<T>)
where
    T: Arbitrary + Clone + std::fmt::Debug + 'static,
{
    let around = (any::<Vec<u8>>(), damage(), any::<Index>());
    let drawn = (
        any::<T>(),
        around.prop_map(|(bytes, plan, place)| Around { bytes, plan, place }),
    )
        .boxed();
    let mut config = ProptestConfig::with_source_file(file!());
    config.test_name = Some(Box::leak(name.to_owned().into_boxed_str()));
    let mut runner = proptest::test_runner::TestRunner::new(config);
    if let Err(error) = runner.run(&drawn, |(message, around)| property(&message, &around)) {
        panic!("{error}\n{runner}");
    }
}

fn is_read_back<T>(message: &T, _: &Around) -> Result<(), TestCaseError>
where
    T: Encode + Decode + PartialEq + std::fmt::Debug,
{
    let read = T::from_der(&message.to_der());
    prop_assert_eq!(read.as_ref(), Ok(message));
    Ok(())
}

#[expect(clippy::unwrap_used, reason = "what was encoded is an element")]
fn means_the_same_with_lax_lengths<T: Encode + Decode>(
    message: &T,
    around: &Around,
) -> Result<(), TestCaseError> {
    let der = message.to_der();
    let mut lax = Vec::new();
    loosen(
        Tlv::parse_exact(&der).unwrap(),
        &mut around.bytes.iter().copied(),
        &mut lax,
    );
    prop_assert_eq!(T::from_der(&lax).map(|read| read.to_der()), Ok(der));
    Ok(())
}

fn damaged_is_refused_or_has_a_canonical_form<T: Encode + Decode>(
    message: &T,
    around: &Around,
) -> Result<(), TestCaseError> {
    let mut bytes = message.to_der();
    apply(&around.plan, &mut bytes);
    if let Ok(read) = T::from_der(&bytes) {
        let canonical = read.to_der();
        prop_assert_eq!(T::from_der(&canonical).map(|again| again.to_der()), Ok(canonical));
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "as every property")]
#[expect(clippy::unwrap_used, reason = "what was encoded is an element")]
fn of_any_bytes_does_not_panic<T: Encode + Decode>(
    message: &T,
    around: &Around,
) -> Result<(), TestCaseError> {
    let _read = T::from_der(&around.bytes);
    let tag = Tlv::parse_exact(&message.to_der()).unwrap().tag();
    let mut writer = Writer::new();
    writer.primitive(tag, &around.bytes);
    let _read = T::from_der(&writer.into_bytes());
    Ok(())
}

macro_rules! properties {
    ($($name:ident: $type:ty),+ $(,)?) => {$(
        mod $name {
            use super::*;

            #[test]
            fn is_read_back() {
                check::<$type>(concat!(stringify!($name), "::is_read_back"), super::is_read_back);
            }

            #[test]
            fn means_the_same_with_lax_lengths() {
                let name = concat!(stringify!($name), "::means_the_same_with_lax_lengths");
                check::<$type>(name, super::means_the_same_with_lax_lengths);
            }

            #[test]
            fn damaged_is_refused_or_has_a_canonical_form() {
                let name = concat!(stringify!($name), "::damaged_is_refused_or_has_a_canonical_form");
                check::<$type>(name, super::damaged_is_refused_or_has_a_canonical_form);
            }

            #[test]
            fn of_any_bytes_does_not_panic() {
                let name = concat!(stringify!($name), "::of_any_bytes_does_not_panic");
                check::<$type>(name, super::of_any_bytes_does_not_panic);
            }
        }
    )+};
}

macro_rules! keeps_unknown {
    ($($name:ident: $type:ty),+ $(,)?) => {$(
        #[test]
        fn $name() {
            check::<$type>(concat!("unknown_elements_survive_in::", stringify!($name)), |message, around| {
                let mut writer = Writer::new();
                writer.primitive(Tag(0xDF02), &around.bytes);
                let element = writer.into_bytes();
                let bytes = insert_child(&message.to_der(), &element, around.place).unwrap();
                let read = <$type>::from_der(&bytes).unwrap();
                survives(&element, bytes.len(), read.unknown.find(Tag(0xDF02)), &read.to_der())
            });
        }
    )+};
}

/// The element was kept, and is written again.
#[expect(clippy::unwrap_used, reason = "what was encoded is an element")]
fn survives(element: &[u8], size: usize, kept: Option<Tlv<'_>>, again: &[u8]) -> Result<(), TestCaseError> {
    prop_assert_eq!(kept.map(|kept| kept.raw()), Some(element));
    prop_assert_eq!(again.len(), size);
    let found = Tlv::parse_exact(again).unwrap().find(Tag(0xDF02)).unwrap();
    prop_assert_eq!(found.map(|kept| kept.raw()), Some(element));
    Ok(())
}

properties! {
    get_euicc_configured_addresses_request: es10a::GetEuiccConfiguredAddressesRequest,
    get_euicc_configured_addresses_response: es10a::GetEuiccConfiguredAddressesResponse,
    set_default_dp_address_request: es10a::SetDefaultDpAddressRequest,
    set_default_dp_address_response: es10a::SetDefaultDpAddressResponse,
    get_euicc_challenge_request: es10b::GetEuiccChallengeRequest,
    get_euicc_challenge_response: es10b::GetEuiccChallengeResponse,
    get_euicc_info1_request: es10b::GetEuiccInfo1Request,
    euicc_info1: es10b::EuiccInfo1,
    get_euicc_info2_request: es10b::GetEuiccInfo2Request,
    euicc_info2: es10b::EuiccInfo2,
    get_eim_configuration_data_request: es10b::GetEimConfigurationDataRequest,
    get_eim_configuration_data_response: es10b::GetEimConfigurationDataResponse,
    iot_specific_info: es10b::IotSpecificInfo,
    get_rat_request: es10b::GetRatRequest,
    get_rat_response: es10b::GetRatResponse,
    list_notification_request: es10b::ListNotificationRequest,
    list_notification_response: es10b::ListNotificationResponse,
    remove_notification_from_list_request: es10b::RemoveNotificationFromListRequest,
    remove_notification_from_list_response: es10b::RemoveNotificationFromListResponse,
    retrieve_notifications_list_request: es10b::RetrieveNotificationsListRequest,
    retrieve_notifications_list_response: es10b::RetrieveNotificationsListResponse,
    delete_profile_request: es10c::DeleteProfileRequest,
    delete_profile_response: es10c::DeleteProfileResponse,
    disable_profile_request: es10c::DisableProfileRequest,
    disable_profile_response: es10c::DisableProfileResponse,
    enable_profile_request: es10c::EnableProfileRequest,
    enable_profile_response: es10c::EnableProfileResponse,
    euicc_memory_reset_request: es10c::EuiccMemoryResetRequest,
    euicc_memory_reset_response: es10c::EuiccMemoryResetResponse,
    get_eid_request: es10c::GetEidRequest,
    get_eid_response: es10c::GetEidResponse,
    get_profiles_info_request: es10c::GetProfilesInfoRequest,
    get_profiles_info_response: es10c::GetProfilesInfoResponse,
    set_nickname_request: es10c::SetNicknameRequest,
    set_nickname_response: es10c::SetNicknameResponse,
    profile_info: ProfileInfo,
    notification_metadata: NotificationMetadata,
    other_signed_notification: OtherSignedNotification,
    profile_installation_result: ProfileInstallationResult,
    pending_notification: PendingNotification,
    profile_installation_result_data: es10b::ProfileInstallationResultData,
    server_signed1: es10b::ServerSigned1,
    euicc_signed1: es10b::EuiccSigned1,
    ctx_params1: es10b::CtxParams1,
    authenticate_server_request: es10b::AuthenticateServerRequest,
    authenticate_server_response: es10b::AuthenticateServerResponse,
    smdp_signed2: es10b::SmdpSigned2,
    euicc_signed2: es10b::EuiccSigned2,
    prepare_download_request: es10b::PrepareDownloadRequest,
    prepare_download_response: es10b::PrepareDownloadResponse,
    cancel_session_request: es10b::CancelSessionRequest,
    euicc_cancel_session_signed: es10b::EuiccCancelSessionSigned,
    cancel_session_response: es10b::CancelSessionResponse,
    load_crl_request: es10b::LoadCrlRequest,
    load_crl_response: es10b::LoadCrlResponse,
    bound_profile_package: es8p::BoundProfilePackage,
    initialise_secure_channel_request: es8p::InitialiseSecureChannelRequest,
    configure_isdp_request: es8p::ConfigureIsdpRequest,
    store_metadata_request: es8p::StoreMetadataRequest,
    replace_session_keys_request: es8p::ReplaceSessionKeysRequest,
}

mod unknown_elements_survive_in {
    use super::*;

    keeps_unknown! {
        get_euicc_configured_addresses_response: es10a::GetEuiccConfiguredAddressesResponse,
        set_default_dp_address_request: es10a::SetDefaultDpAddressRequest,
        set_default_dp_address_response: es10a::SetDefaultDpAddressResponse,
        get_euicc_challenge_response: es10b::GetEuiccChallengeResponse,
        euicc_info1: es10b::EuiccInfo1,
        euicc_info2: es10b::EuiccInfo2,
        get_eim_configuration_data_response: es10b::GetEimConfigurationDataResponse,
        iot_specific_info: es10b::IotSpecificInfo,
        get_rat_response: es10b::GetRatResponse,
        list_notification_request: es10b::ListNotificationRequest,
        remove_notification_from_list_request: es10b::RemoveNotificationFromListRequest,
        remove_notification_from_list_response: es10b::RemoveNotificationFromListResponse,
        delete_profile_response: es10c::DeleteProfileResponse,
        disable_profile_request: es10c::DisableProfileRequest,
        disable_profile_response: es10c::DisableProfileResponse,
        enable_profile_request: es10c::EnableProfileRequest,
        enable_profile_response: es10c::EnableProfileResponse,
        euicc_memory_reset_request: es10c::EuiccMemoryResetRequest,
        euicc_memory_reset_response: es10c::EuiccMemoryResetResponse,
        get_eid_response: es10c::GetEidResponse,
        get_profiles_info_request: es10c::GetProfilesInfoRequest,
        set_nickname_request: es10c::SetNicknameRequest,
        set_nickname_response: es10c::SetNicknameResponse,
        profile_info: ProfileInfo,
        notification_metadata: NotificationMetadata,
        profile_installation_result_data: es10b::ProfileInstallationResultData,
        server_signed1: es10b::ServerSigned1,
        euicc_signed1: es10b::EuiccSigned1,
        ctx_params1: es10b::CtxParams1,
        authenticate_server_request: es10b::AuthenticateServerRequest,
        smdp_signed2: es10b::SmdpSigned2,
        euicc_signed2: es10b::EuiccSigned2,
        prepare_download_request: es10b::PrepareDownloadRequest,
        cancel_session_request: es10b::CancelSessionRequest,
        euicc_cancel_session_signed: es10b::EuiccCancelSessionSigned,
        configure_isdp_request: es8p::ConfigureIsdpRequest,
        store_metadata_request: es8p::StoreMetadataRequest,
        replace_session_keys_request: es8p::ReplaceSessionKeysRequest,
    }
}

/// Cuts `package` after `change` to its parts.
fn cut_with(
    package: &es8p::BoundProfilePackage,
    change: impl FnOnce(&mut Vec<Vec<u8>>),
) -> Result<(), DecodeError> {
    let der = package.to_der();
    let outer = Tlv::parse_exact(&der)?;
    let mut parts = outer
        .children()
        .map(|part| Ok(part?.raw().to_vec()))
        .collect::<Result<Vec<_>, DecodeError>>()?;
    change(&mut parts);
    let mut writer = Writer::new();
    writer.constructed(outer.tag(), |w| {
        for part in parts {
            w.raw(&part);
        }
    });
    es8p::segments(&writer.into_bytes()).map(drop)
}

proptest! {
    #[test]
    fn segments_one_after_the_other_are_the_package(package: es8p::BoundProfilePackage) {
        let der = package.to_der();
        let segments = es8p::segments(&der).unwrap();
        prop_assert_eq!(&segments.concat(), &der);
        let replaced = usize::from(package.replace_session_keys.is_some());
        let count = 4 + package.store_metadata.len() + replaced + package.profile_elements.len();
        prop_assert_eq!(segments.len(), count);
        prop_assert_eq!(package.segments(), segments);
    }

    /// Each segment is a command to the eUICC: what somebody added to a package must not become one.
    #[test]
    fn a_command_among_the_parts_is_refused(
        package: es8p::BoundProfilePackage,
        command: es10c::EuiccMemoryResetRequest,
        place: Index,
    ) {
        let result = cut_with(&package, |parts| {
            parts.insert(place.index(parts.len() + 1), command.to_der());
        });
        prop_assert!(result.is_err());
    }

    #[test]
    fn parts_out_of_order_are_refused(package: es8p::BoundProfilePackage, place: Index) {
        let result = cut_with(&package, |parts| {
            let first = place.index(parts.len() - 1);
            parts.swap(first, first + 1);
        });
        prop_assert!(result.is_err());
    }

    #[test]
    fn a_missing_part_is_refused(package: es8p::BoundProfilePackage, place: Index) {
        let mandatory = [0xBF23, 0xA0, 0xA1, 0xA3].map(Tag);
        let missing = *place.get(&mandatory);
        let result = cut_with(&package, |parts| {
            parts.retain(|part| Tlv::parse_exact(part).unwrap().tag() != missing);
        });
        prop_assert!(result.is_err(), "without {missing}");
    }

    #[test]
    fn damaged_packages_are_cut_or_refused(package: es8p::BoundProfilePackage, plan in damage()) {
        let mut der = package.to_der();
        apply(&plan, &mut der);
        if let Ok(segments) = es8p::segments(&der) {
            prop_assert_eq!(&segments.concat(), &der);
        }
    }

    #[test]
    fn a_package_without_profile_elements_is_not_cut(mut package: es8p::BoundProfilePackage) {
        package.profile_elements.clear();
        prop_assert!(es8p::segments(&package.to_der()).is_err());
    }
}
