//! ES10b: what the eUICC is, its notifications and its Rules Authorisation Table (SGP.22 §5.7.7 to §5.7.11,
//! §5.7.22).

use signoff_protocol::es10b::{
    CardResource, EuiccInfo1, EuiccInfo2, GetEimConfigurationDataRequest, GetEimConfigurationDataResponse,
    GetEuiccInfo1Request, GetEuiccInfo2Request, GetRatRequest, IotSpecificInfo, ListNotificationRequest,
    NotificationSearch, RemoveNotificationFromListRequest, RemoveNotificationFromListResponse,
    RemoveNotificationFromListResult, RetrieveNotificationsListError, RetrieveNotificationsListRequest,
    RetrieveNotificationsListResponse,
};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::notification::{Event, Events};
use signoff_protocol::tlv::{Bits, Tag, Tlv, Writer};

use super::{Effect, Es10Error, Euicc, Surroundings};
use crate::card_file::PolicyRuleName;
use crate::personality::{CardPersonality, NothingToRetrieve};

/// With less than this a profile can't be installed: additionalProfile of rspCapability is not set.
const PROFILE_NEEDS_BYTES: u32 = 32_768;
/// usim, isim, milenage, eap, javacard, multipleUsim (UICCCapability).
const UICC_CAPABILITY: [u8; 6] = [1, 2, 4, 13, 14, 16];

pub(super) fn get_euicc_info1(
    euicc: &Euicc,
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    GetEuiccInfo1Request::decode(tlv)?;
    EuiccInfo1 {
        svn: around.personality.svn,
        ci_pk_ids_for_verification: verification_ci_pk_ids(euicc),
        ci_pk_ids_for_signing: signing_ci_pk_ids(euicc),
        unknown: Unknown::none(),
    }
    .encode(out);
    Ok(Effect::None)
}

pub(super) fn get_euicc_info2(
    euicc: &Euicc,
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    GetEuiccInfo2Request::decode(tlv)?;
    euicc_info2(euicc, around.personality).encode(out);
    Ok(Effect::None)
}

/// EUICCInfo2, as GetEUICCInfo tells it and as euiccSigned1 carries it.
pub(crate) fn euicc_info2(euicc: &Euicc, personality: &CardPersonality) -> EuiccInfo2 {
    let free = euicc.free_bytes(personality);
    let rsp_capability = [
        (0, free >= PROFILE_NEEDS_BYTES),
        (3, personality.test_profiles),
        (4, true),
    ];
    let forbidden = PolicyRuleName::set(&personality.forbidden_rules);
    EuiccInfo2 {
        profile_version: [2, 3, 1],
        svn: personality.svn,
        firmware_version: [1, 0, 0],
        card_resource: CardResource {
            installed_applications: u32::try_from(euicc.profiles.len()).unwrap_or(u32::MAX),
            free_non_volatile: free,
            free_volatile: 9_216,
        },
        uicc_capability: UICC_CAPABILITY.into_iter().collect(),
        ts102241_version: Some([14, 0, 0]),
        globalplatform_version: Some([2, 3, 0]),
        rsp_capability: rsp_capability
            .into_iter()
            .filter_map(|(bit, set)| set.then_some(bit))
            .collect(),
        ci_pk_ids_for_verification: verification_ci_pk_ids(euicc),
        ci_pk_ids_for_signing: signing_ci_pk_ids(euicc),
        category: None,
        forbidden_profile_policy_rules: (!forbidden.0.is_empty()).then_some(forbidden),
        pp_version: [1, 0, 0],
        sas_accreditation_number: "SIMULATED-0001".to_owned(),
        unknown: if euicc.eims.is_some() {
            iot_elements()
        } else {
            Unknown::none()
        },
    }
}

/// ipaMode: the IPA is in the device (SGP.32).
const IPA_MODE: [u8; 3] = [0x90, 0x01, 0x00];
/// The SGP.32 version that is followed.
const SGP32: [u8; 3] = [1, 2, 0];

/// What EUICCInfo2 of an IoT eUICC has beside that of a consumer one.
fn iot_elements() -> Unknown {
    let info = IotSpecificInfo {
        versions: vec![SGP32],
        ..IotSpecificInfo::default()
    };
    let mut elements = IPA_MODE.to_vec();
    elements.extend(info.to_der());
    let mut unknown = Unknown::none();
    for element in signoff_protocol::tlv::Children::of(&elements).flatten() {
        unknown.keep(element);
    }
    unknown
}

/// The CIs whose servers the card accepts.
fn verification_ci_pk_ids(euicc: &Euicc) -> Vec<Vec<u8>> {
    let ids = euicc.pki.iter().flat_map(|pki| pki.verification_ci_pk_ids());
    ids.map(<[u8]>::to_vec).collect()
}

/// The CI under which the card's own certificate is.
fn signing_ci_pk_ids(euicc: &Euicc) -> Vec<Vec<u8>> {
    euicc.pki.iter().map(|pki| pki.ci_pk_id().to_vec()).collect()
}

pub(super) fn get_rat(euicc: &Euicc, tlv: Tlv<'_>, out: &mut Writer) -> Result<Effect, Es10Error> {
    GetRatRequest::decode(tlv)?;
    euicc.rat.encode(out);
    Ok(Effect::None)
}

pub(super) fn get_eim_configuration_data(
    euicc: &Euicc,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = GetEimConfigurationDataRequest::decode(tlv)?;
    let wanted = |id: &str| request.eim_id.as_deref().is_none_or(|only| only == id);
    let eims = euicc.eims.iter().flatten().filter(|eim| wanted(&eim.id));
    GetEimConfigurationDataResponse {
        eims: eims.cloned().collect(),
        unknown: Unknown::none(),
    }
    .encode(out);
    Ok(Effect::None)
}

/// A filter without any bit is no filter.
fn passes(filter: Option<Events>, event: Event) -> bool {
    filter.is_none_or(|events| events.0 == Bits::NONE || events.contains(event))
}

pub(super) fn list_notification(euicc: &Euicc, tlv: Tlv<'_>, out: &mut Writer) -> Result<Effect, Es10Error> {
    let request = ListNotificationRequest::decode(tlv)?;
    out.constructed(tlv.tag(), |w| {
        w.constructed(Tag(0xA0), |w| {
            for pending in euicc.notifications.iter() {
                if passes(request.filter, pending.metadata.event) {
                    pending.metadata.encode(w);
                }
            }
        });
    });
    Ok(Effect::None)
}

pub(super) fn retrieve_notifications_list(
    euicc: &mut Euicc,
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = RetrieveNotificationsListRequest::decode(tlv)?;
    let Some(pki) = &euicc.pki else {
        return Err(Es10Error::NotAllowed);
    };
    let mut list = Writer::new();
    for pending in euicc.notifications.iter_mut() {
        let wanted = match request.search {
            None => true,
            Some(NotificationSearch::SeqNumber(seq)) => pending.metadata.seq_number == seq,
            Some(NotificationSearch::Events(events)) => passes(Some(events), pending.metadata.event),
        };
        if wanted {
            pending.encode(pki, &mut list);
        }
    }
    let none = list.as_bytes().is_empty();
    if none && around.personality.nothing_to_retrieve == NothingToRetrieve::NoResultAvailable {
        RetrieveNotificationsListResponse::Error(RetrieveNotificationsListError::NoResultAvailable)
            .encode(out);
    } else {
        out.constructed(tlv.tag(), |w| {
            w.primitive(Tag(0xA0), list.as_bytes());
        });
    }
    Ok(Effect::None)
}

pub(super) fn remove_notification_from_list(
    euicc: &mut Euicc,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = RemoveNotificationFromListRequest::decode(tlv)?;
    let removed = euicc.notifications.remove(request.seq_number, &mut euicc.nvm)?;
    let result = if removed {
        euicc.commit()?;
        RemoveNotificationFromListResult::Ok
    } else {
        RemoveNotificationFromListResult::NothingToDelete
    };
    RemoveNotificationFromListResponse::from(result).encode(out);
    Ok(if removed { Effect::Changed } else { Effect::None })
}
