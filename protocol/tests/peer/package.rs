//! The bound profile package and what is in it (ES8+), and how our values become theirs.

use rasn::prelude::*;
use signoff_protocol::es8p;
use signoff_protocol::profile::{IconType, ProfileClass};
use signoff_protocol::tlv::Tlv;

use super::convert::{bits, iccid, octets};
use super::{NotificationConfiguration, OperatorId};

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 37))]
pub(crate) struct StoreMetadataRequest {
    #[rasn(tag(application, 26))]
    pub iccid: OctetString,
    #[rasn(tag(context, 17))]
    pub service_provider_name: Utf8String,
    #[rasn(tag(context, 18))]
    pub profile_name: Utf8String,
    #[rasn(tag(context, 19))]
    pub icon_type: Option<u32>,
    #[rasn(tag(context, 20))]
    pub icon: Option<OctetString>,
    #[rasn(tag(context, 21), default = "operational")]
    pub class: u32,
    #[rasn(tag(context, 22))]
    pub notification_configuration: Option<SequenceOf<NotificationConfiguration>>,
    #[rasn(tag(context, 23))]
    pub owner: Option<OperatorId>,
    #[rasn(tag(context, 25))]
    pub policy_rules: Option<BitString>,
}

fn operational() -> u32 {
    u32::from(ProfileClass::Operational.code())
}

impl From<&es8p::StoreMetadataRequest> for StoreMetadataRequest {
    fn from(own: &es8p::StoreMetadataRequest) -> Self {
        let configuration =
            |entry: &signoff_protocol::profile::NotificationConfiguration| NotificationConfiguration {
                events: bits(entry.events.0),
                address: entry.address.to_string(),
            };
        let list = own.notification_configuration.as_ref();
        Self {
            iccid: iccid(own.iccid),
            service_provider_name: own.service_provider_name.clone(),
            profile_name: own.profile_name.clone(),
            icon_type: own
                .icon_type
                .map(|icon_type| u32::from(icon_type == IconType::Png)),
            icon: own.icon.as_deref().map(octets),
            class: u32::from(own.class.code()),
            notification_configuration: list.map(|list| list.iter().map(configuration).collect()),
            owner: own.owner.as_ref().map(OperatorId::from),
            policy_rules: own.policy_rules.map(|rules| bits(rules.0)),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 38), automatic_tags)]
pub(crate) struct ReplaceSessionKeysRequest {
    pub initial_mac_chaining_value: OctetString,
    pub ppk_enc: OctetString,
    pub ppk_cmac: OctetString,
}

impl From<&es8p::ReplaceSessionKeysRequest> for ReplaceSessionKeysRequest {
    fn from(own: &es8p::ReplaceSessionKeysRequest) -> Self {
        Self {
            initial_mac_chaining_value: octets(&own.initial_mac_chaining_value),
            ppk_enc: octets(&own.ppk_enc),
            ppk_cmac: octets(&own.ppk_cmac),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 35))]
pub(crate) struct InitialiseSecureChannelRequest {
    #[rasn(tag(context, 2))]
    pub remote_op_id: u32,
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    #[rasn(tag(context, 6))]
    pub control_ref_template: ControlRefTemplate,
    #[rasn(tag(application, 73))]
    pub smdp_otpk: OctetString,
    #[rasn(tag(application, 55))]
    pub smdp_sign: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct ControlRefTemplate {
    #[rasn(tag(context, 0))]
    pub key_type: OctetString,
    #[rasn(tag(context, 1))]
    pub key_len: OctetString,
    #[rasn(tag(context, 4))]
    pub host_id: OctetString,
}

impl From<&es8p::InitialiseSecureChannelRequest> for InitialiseSecureChannelRequest {
    fn from(own: &es8p::InitialiseSecureChannelRequest) -> Self {
        let template = &own.control_ref_template;
        Self {
            remote_op_id: u32::from(own.remote_op_id),
            transaction_id: octets(own.transaction_id.as_bytes()),
            control_ref_template: ControlRefTemplate {
                key_type: octets(&[template.key_type]),
                key_len: octets(&[template.key_len]),
                host_id: octets(&template.host_id),
            },
            smdp_otpk: octets(&own.smdp_otpk),
            smdp_sign: octets(&own.signature),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(delegate, tag(context, 6))]
pub(crate) struct Protected86(pub OctetString);

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(delegate, tag(context, 7))]
pub(crate) struct Protected87(pub OctetString);

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(delegate, tag(context, 8))]
pub(crate) struct Protected88(pub OctetString);

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 54))]
pub(crate) struct BoundProfilePackage {
    pub initialise_secure_channel: InitialiseSecureChannelRequest,
    #[rasn(tag(context, 0))]
    pub first_sequence_of_87: SequenceOf<Protected87>,
    #[rasn(tag(context, 1))]
    pub sequence_of_88: SequenceOf<Protected88>,
    #[rasn(tag(context, 2))]
    pub second_sequence_of_87: Option<SequenceOf<Protected87>>,
    #[rasn(tag(context, 3))]
    pub sequence_of_86: SequenceOf<Protected86>,
}

impl From<&es8p::BoundProfilePackage> for BoundProfilePackage {
    fn from(own: &es8p::BoundProfilePackage) -> Self {
        let value = |element: &Vec<u8>| octets(Tlv::parse_exact(element).map_or(&[], |tlv| tlv.value()));
        let of_87 = |elements: &Vec<Vec<u8>>| {
            elements
                .iter()
                .map(|element| Protected87(value(element)))
                .collect()
        };
        Self {
            initialise_secure_channel: InitialiseSecureChannelRequest::from(&own.initialise_secure_channel),
            first_sequence_of_87: of_87(&own.configure_isdp),
            sequence_of_88: own
                .store_metadata
                .iter()
                .map(|element| Protected88(value(element)))
                .collect(),
            second_sequence_of_87: own.replace_session_keys.as_ref().map(of_87),
            sequence_of_86: own
                .profile_elements
                .iter()
                .map(|element| Protected86(value(element)))
                .collect(),
        }
    }
}
