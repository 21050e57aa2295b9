//! Addresses, eUICC information, rules.

use rasn::prelude::*;

use super::profile::{OperatorId, result};

macro_rules! empty {
    ($request:ident, $tag:literal) => {
        #[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
        #[rasn(tag(context, $tag))]
        pub(crate) struct $request {}
    };
}

empty!(GetEuiccInfo1Request, 32);
empty!(GetEuiccInfo2Request, 34);
empty!(GetEuiccChallengeRequest, 46);
empty!(EuiccConfiguredAddressesRequest, 60);
empty!(GetRatRequest, 67);
result!(SetDefaultDpAddressResponse, 63);

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 60), automatic_tags)]
pub(crate) struct EuiccConfiguredAddressesResponse {
    pub default_dp_address: Option<Utf8String>,
    pub root_ds_address: Utf8String,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 63), automatic_tags)]
pub(crate) struct SetDefaultDpAddressRequest {
    pub default_dp_address: Utf8String,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 46), automatic_tags)]
pub(crate) struct GetEuiccChallengeResponse {
    pub challenge: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 32))]
pub(crate) struct EuiccInfo1 {
    #[rasn(tag(context, 2))]
    pub svn: OctetString,
    #[rasn(tag(context, 9))]
    pub for_verification: SequenceOf<OctetString>,
    #[rasn(tag(context, 10))]
    pub for_signing: SequenceOf<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 34))]
pub(crate) struct EuiccInfo2 {
    #[rasn(tag(context, 1))]
    pub profile_version: OctetString,
    #[rasn(tag(context, 2))]
    pub svn: OctetString,
    #[rasn(tag(context, 3))]
    pub firmware_version: OctetString,
    #[rasn(tag(context, 4))]
    pub card_resource: OctetString,
    #[rasn(tag(context, 5))]
    pub uicc_capability: BitString,
    #[rasn(tag(context, 6))]
    pub ts102241_version: Option<OctetString>,
    #[rasn(tag(context, 7))]
    pub globalplatform_version: Option<OctetString>,
    #[rasn(tag(context, 8))]
    pub rsp_capability: BitString,
    #[rasn(tag(context, 9))]
    pub for_verification: SequenceOf<OctetString>,
    #[rasn(tag(context, 10))]
    pub for_signing: SequenceOf<OctetString>,
    #[rasn(tag(context, 11))]
    pub category: Option<u32>,
    #[rasn(tag(context, 25))]
    pub forbidden_rules: Option<BitString>,
    pub pp_version: OctetString,
    pub sas_number: Utf8String,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 67), automatic_tags)]
pub(crate) struct GetRatResponse {
    pub table: SequenceOf<Rule>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct Rule {
    pub rules: BitString,
    pub allowed_operators: SequenceOf<OperatorId>,
    pub flags: BitString,
}
