//! Elements of profile packages.

use rasn::prelude::*;

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct PeHeader {
    pub mandated: Option<()>,
    pub identification: u16,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct PinConfiguration {
    pub key_reference: u8,
    pub value: OctetString,
    pub unblocking_reference: Option<u8>,
    pub attributes: Option<u8>,
    pub attempts: Option<u8>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum PinSource {
    #[rasn(tag(context, 0))]
    Own(SequenceOf<PinConfiguration>),
    #[rasn(tag(context, 1))]
    SharedWith(OctetString),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 2))]
pub(crate) struct PinCodes {
    #[rasn(tag(context, 0))]
    pub header: PeHeader,
    #[rasn(tag(explicit(context, 1)))]
    pub source: PinSource,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct MappingParameter {
    pub options: OctetString,
    pub source: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct AlgoParameter {
    pub algorithm: u8,
    pub options: OctetString,
    pub key: OctetString,
    pub opc: OctetString,
    pub rotation_constants: Option<OctetString>,
    pub xoring_constants: Option<OctetString>,
    pub auth_counter_max: Option<OctetString>,
    pub keccak_iterations: Option<u8>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum AlgoConfiguration {
    #[rasn(tag(context, 0))]
    Mapping(MappingParameter),
    #[rasn(tag(context, 1))]
    Algorithm(AlgoParameter),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 4))]
pub(crate) struct AkaParameter {
    #[rasn(tag(context, 0))]
    pub header: PeHeader,
    #[rasn(tag(explicit(context, 1)))]
    pub configuration: AlgoConfiguration,
    #[rasn(tag(context, 2))]
    pub sqn_options: Option<OctetString>,
    #[rasn(tag(context, 3))]
    pub sqn_delta: Option<OctetString>,
    #[rasn(tag(context, 4))]
    pub sqn_age_limit: Option<OctetString>,
    #[rasn(tag(context, 5))]
    pub sqn_init: Option<SequenceOf<OctetString>>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct ProprietaryInfo {
    #[rasn(tag(private, 0))]
    pub special_file_information: Option<OctetString>,
    #[rasn(tag(private, 1))]
    pub fill_pattern: Option<OctetString>,
    #[rasn(tag(private, 2))]
    pub repeat_pattern: Option<OctetString>,
    #[rasn(tag(context, 6))]
    pub maximum_file_size: Option<OctetString>,
    #[rasn(tag(context, 4))]
    pub file_details: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(application, 2))]
pub(crate) struct Fcp {
    #[rasn(tag(context, 2))]
    pub file_descriptor: Option<OctetString>,
    #[rasn(tag(context, 3))]
    pub file_id: Option<OctetString>,
    #[rasn(tag(context, 4))]
    pub df_name: Option<OctetString>,
    #[rasn(tag(context, 10))]
    pub life_cycle: Option<OctetString>,
    #[rasn(tag(context, 11))]
    pub security: Option<OctetString>,
    #[rasn(tag(context, 0))]
    pub file_size: Option<OctetString>,
    #[rasn(tag(private, 6))]
    pub pin_status: Option<OctetString>,
    #[rasn(tag(context, 8))]
    pub short_id: Option<OctetString>,
    #[rasn(tag(context, 5))]
    pub proprietary: Option<ProprietaryInfo>,
    #[rasn(tag(private, 7))]
    pub link_path: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct PeStatus {
    pub status: u16,
    pub identification: Option<u16>,
    pub additional_information: Option<u8>,
    pub offset: Option<u32>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct EuiccResponse {
    pub statuses: SequenceOf<PeStatus>,
    pub installation_aborted: Option<()>,
    pub status_message: Option<Utf8String>,
}
