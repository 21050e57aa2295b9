//! From a profile to a bound profile package (SGP.22 §2.5): metadata, elements, protection.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use signoff_protocol::es8p::{
    BoundProfilePackage, ConfigureIsdpRequest, ControlRefTemplate, InitialiseSecureChannelRequest,
    ReplaceSessionKeysRequest, StoreMetadataRequest,
};
use signoff_protocol::es9p::status;
use signoff_protocol::id::{Eid, Oid, TransactionId};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::profile::NotificationConfiguration;
use signoff_protocol::saip::{ProfileHeader, Service, elements};
use signoff_protocol::tlv::{Tag, Writer};

use super::profile::Stock;
use super::refusal::Refusal;
use crate::card_file::{OperatorFile, ProfileFile};
use crate::pki::ServerKey;
use crate::rsp::{Bsp, CONFIGURE, Curve, ELEMENTS, METADATA, OneTimeKey, derive};

/// Random bytes for one package.
pub(super) struct Chance {
    pub one_time_key: [u8; 32],
    pub initial_mcv: [u8; 16],
    pub ppk_enc: [u8; 16],
    pub ppk_cmac: [u8; 16],
}

/// What a package is bound to.
pub(super) struct Target<'a> {
    pub transaction_id: TransactionId,
    pub eid: Eid,
    pub euicc_otpk: &'a [u8],
}

/// The metadata that the eUICC stores and the LPA shows.
pub(super) fn metadata(file: &ProfileFile) -> StoreMetadataRequest {
    let mut metadata = StoreMetadataRequest::new(
        file.iccid,
        file.service_provider_name.clone(),
        file.profile_name.clone(),
    );
    metadata.class = file.class.into();
    metadata.icon_type = file.icon.map(|icon| icon.icon_type.into());
    metadata.icon = file.icon.map(|icon| vec![0xA5; usize::from(icon.bytes)]);
    metadata.owner = file.owner.as_ref().map(OperatorFile::to_operator_id);
    metadata.policy_rules = (!file.policy_rules.is_empty()).then(|| file.policy_rules());
    let notifications = file.notifications.iter().map(|told| NotificationConfiguration {
        events: told.events(),
        address: told.address.clone().into(),
    });
    metadata.notification_configuration =
        Some(notifications.collect()).filter(|list: &Vec<_>| !list.is_empty());
    metadata
}

/// The package.
pub(super) fn bind(
    signer: &ServerKey,
    oid: &Oid,
    target: &Target<'_>,
    metadata: &StoreMetadataRequest,
    upp: &[u8],
    chance: &Chance,
    with_ppk: bool,
) -> Result<Vec<u8>, Refusal> {
    let unusable = |error: &dyn std::fmt::Display| {
        Refusal::new(
            status::EUICC_VERIFICATION_FAILED,
            format!("the eUICC's one-time key: {error}"),
        )
    };
    let own = OneTimeKey::generate(Curve::P256, chance.one_time_key).map_err(|error| unusable(&error))?;
    let secret = own.agree(target.euicc_otpk).map_err(|error| unusable(&error))?;
    let host_id: Vec<u8> = oid.as_bytes().iter().copied().take(16).collect();
    let mut bsp = Bsp::new(&derive(&secret, &host_id, &target.eid));

    let mut proprietary = Writer::new();
    proprietary.primitive(Tag(0x80), oid.as_bytes());
    let configure = ConfigureIsdpRequest {
        dp_proprietary_data: Some(proprietary.into_bytes()),
        ..ConfigureIsdpRequest::default()
    };
    let configure_isdp = vec![bsp.protect(CONFIGURE, &configure.to_der())];
    let metadata = metadata.to_der();
    let store_metadata = metadata
        .chunks(Bsp::MAX_MAC_ONLY)
        .map(|part| bsp.mac_only(METADATA, part))
        .collect();
    let replace = with_ppk.then(|| ReplaceSessionKeysRequest {
        initial_mac_chaining_value: chance.initial_mcv,
        ppk_enc: chance.ppk_enc,
        ppk_cmac: chance.ppk_cmac,
        unknown: Unknown::none(),
    });
    let replace_session_keys = replace.map(|request| {
        let segment = bsp.protect(CONFIGURE, &request.to_der());
        bsp = Bsp::from_ppk(chance.initial_mcv, chance.ppk_enc, chance.ppk_cmac);
        vec![segment]
    });
    let profile_elements = upp
        .chunks(Bsp::MAX_PLAIN)
        .map(|part| bsp.protect(ELEMENTS, part))
        .collect();
    let initialise_secure_channel = InitialiseSecureChannelRequest::new(
        target.transaction_id,
        ControlRefTemplate::aes_128(host_id),
        own.public().to_vec(),
        target.euicc_otpk,
        |message| signer.sign(message).to_vec(),
    );
    let package = BoundProfilePackage {
        initialise_secure_channel,
        configure_isdp,
        store_metadata,
        replace_session_keys,
        profile_elements,
    };
    Ok(package.to_der())
}

/// hashCc of a confirmation code (SGP.22 §4.1.1).
pub(super) fn hash_cc(code: &str, transaction_id: &TransactionId) -> [u8; 32] {
    Sha256::new()
        .chain_update(Sha256::digest(code.as_bytes()))
        .chain_update(transaction_id.as_bytes())
        .finalize()
        .into()
}

/// The UPP of a profile: the one that was set, or else one that is made of its description and remembered.
pub(super) fn upp(stock: &Stock) -> Arc<[u8]> {
    Arc::clone(stock.upp.get_or_init(|| crate::upp::build(&stock.file).into()))
}

/// The services that the package demands of an eUICC; none where it begins with no header.
pub(super) fn demanded_services(stock: &Stock) -> impl Iterator<Item = Service> {
    let upp = upp(stock);
    let header = elements(&upp).next().and_then(Result::ok);
    let services = header
        .and_then(|header| ProfileHeader::decode(header).ok())
        .map(|header| header.mandatory_services);
    Service::ALL
        .iter()
        .copied()
        .filter(move |service| services.as_ref().is_some_and(|list| list.contains(*service)))
}
