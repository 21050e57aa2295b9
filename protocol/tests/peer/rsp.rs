//! The messages of an RSP session, and how our values become theirs.

use rasn::prelude::*;
use signoff_protocol::es10b as ours;

use super::convert::{certificate, object_identifier, octets};
use super::{
    Certificate, ErrorResult, EuiccInfo2, FinalResult, NotificationMetadata, ProfileInstallationResultData,
    SuccessResult,
};

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct ServerSigned1 {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    #[rasn(tag(context, 1))]
    pub euicc_challenge: OctetString,
    #[rasn(tag(context, 3))]
    pub server_address: Utf8String,
    #[rasn(tag(context, 4))]
    pub server_challenge: OctetString,
}

impl From<&ours::ServerSigned1> for ServerSigned1 {
    fn from(own: &ours::ServerSigned1) -> Self {
        Self {
            transaction_id: octets(own.transaction_id.as_bytes()),
            euicc_challenge: octets(&own.euicc_challenge),
            server_address: own.server_address.clone(),
            server_challenge: octets(&own.server_challenge),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum CtxParams1 {
    #[rasn(tag(context, 0))]
    CommonAuthentication(CommonAuthentication),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct CommonAuthentication {
    pub matching_id: Option<Utf8String>,
    pub device_info: DeviceInfo,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct DeviceInfo {
    pub tac: OctetString,
    pub capabilities: DeviceCapabilities,
    pub imei: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct DeviceCapabilities {
    pub gsm: Option<OctetString>,
    pub utran: Option<OctetString>,
    pub cdma2000_onex: Option<OctetString>,
    pub cdma2000_hrpd: Option<OctetString>,
    pub cdma2000_ehrpd: Option<OctetString>,
    pub eutran_epc: Option<OctetString>,
    pub contactless: Option<OctetString>,
    pub rsp_crl: Option<OctetString>,
    pub nr_epc: Option<OctetString>,
    pub nr_5gc: Option<OctetString>,
    pub eutran_5gc: Option<OctetString>,
}

impl From<&ours::CtxParams1> for CtxParams1 {
    fn from(own: &ours::CtxParams1) -> Self {
        let release = |version: ours::Release| version.map(|version| octets(&version));
        let device = &own.device_info;
        let supported = &device.capabilities;
        Self::CommonAuthentication(CommonAuthentication {
            matching_id: own.matching_id.clone(),
            device_info: DeviceInfo {
                tac: octets(&device.tac),
                capabilities: DeviceCapabilities {
                    gsm: release(supported.gsm),
                    utran: release(supported.utran),
                    cdma2000_onex: release(supported.cdma2000_onex),
                    cdma2000_hrpd: release(supported.cdma2000_hrpd),
                    cdma2000_ehrpd: release(supported.cdma2000_ehrpd),
                    eutran_epc: release(supported.eutran_epc),
                    contactless: release(supported.contactless),
                    rsp_crl: release(supported.rsp_crl),
                    nr_epc: release(supported.nr_epc),
                    nr_5gc: release(supported.nr_5gc),
                    eutran_5gc: release(supported.eutran_5gc),
                },
                imei: device.imei.map(|imei| octets(&imei)),
            },
        })
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 56))]
pub(crate) struct AuthenticateServerRequest {
    pub server_signed1: ServerSigned1,
    #[rasn(tag(application, 55))]
    pub server_signature1: OctetString,
    pub key_id: Option<OctetString>,
    pub server_certificate: Certificate,
    pub ctx_params1: CtxParams1,
}

impl From<&ours::AuthenticateServerRequest> for AuthenticateServerRequest {
    fn from(own: &ours::AuthenticateServerRequest) -> Self {
        Self {
            server_signed1: ServerSigned1::from(&own.server_signed1.value),
            server_signature1: octets(&own.server_signed1.signature),
            key_id: own.euicc_ci_pk_id_to_be_used.as_deref().map(octets),
            server_certificate: certificate(&own.server_certificate),
            ctx_params1: CtxParams1::from(&own.ctx_params1),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct EuiccSigned1 {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    #[rasn(tag(context, 3))]
    pub server_address: Utf8String,
    #[rasn(tag(context, 4))]
    pub server_challenge: OctetString,
    pub euicc_info2: EuiccInfo2,
    pub ctx_params1: CtxParams1,
}

impl From<&ours::EuiccSigned1> for EuiccSigned1 {
    fn from(own: &ours::EuiccSigned1) -> Self {
        Self {
            transaction_id: octets(own.transaction_id.as_bytes()),
            server_address: own.server_address.clone(),
            server_challenge: octets(&own.server_challenge),
            euicc_info2: EuiccInfo2::from(&own.euicc_info2),
            ctx_params1: CtxParams1::from(&own.ctx_params1),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 56)))]
#[expect(clippy::large_enum_variant, reason = "rasn derives no boxes")]
pub(crate) enum AuthenticateServerResponse {
    #[rasn(tag(context, 0))]
    Ok(AuthenticateResponseOk),
    #[rasn(tag(context, 1))]
    Error(SessionError),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct AuthenticateResponseOk {
    pub euicc_signed1: EuiccSigned1,
    #[rasn(tag(application, 55))]
    pub euicc_signature1: OctetString,
    pub euicc_certificate: Certificate,
    pub eum_certificate: Certificate,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct SessionError {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    pub code: u32,
}

impl From<&ours::AuthenticateServerResponse> for AuthenticateServerResponse {
    fn from(own: &ours::AuthenticateServerResponse) -> Self {
        match own {
            ours::AuthenticateServerResponse::Ok(ok) => Self::Ok(AuthenticateResponseOk {
                euicc_signed1: EuiccSigned1::from(&ok.euicc_signed1.value),
                euicc_signature1: octets(&ok.euicc_signed1.signature),
                euicc_certificate: certificate(&ok.euicc_certificate),
                eum_certificate: certificate(&ok.eum_certificate),
            }),
            ours::AuthenticateServerResponse::Error { transaction_id, code } => Self::Error(SessionError {
                transaction_id: octets(transaction_id.as_bytes()),
                code: u32::from(code.code()),
            }),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct SmdpSigned2 {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    pub cc_required: bool,
    #[rasn(tag(application, 73))]
    pub bpp_euicc_otpk: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 33))]
pub(crate) struct PrepareDownloadRequest {
    pub smdp_signed2: SmdpSigned2,
    #[rasn(tag(application, 55))]
    pub smdp_signature2: OctetString,
    pub hash_cc: Option<OctetString>,
    pub smdp_certificate: Certificate,
}

impl From<&ours::PrepareDownloadRequest> for PrepareDownloadRequest {
    fn from(own: &ours::PrepareDownloadRequest) -> Self {
        let signed = &own.smdp_signed2.value;
        Self {
            smdp_signed2: SmdpSigned2 {
                transaction_id: octets(signed.transaction_id.as_bytes()),
                cc_required: signed.confirmation_code_required,
                bpp_euicc_otpk: signed.bpp_euicc_otpk.as_deref().map(octets),
            },
            smdp_signature2: octets(&own.smdp_signed2.signature),
            hash_cc: own.hash_cc.map(|hash| octets(&hash)),
            smdp_certificate: certificate(&own.smdp_certificate),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct EuiccSigned2 {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    #[rasn(tag(application, 73))]
    pub euicc_otpk: OctetString,
    pub hash_cc: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct DownloadResponseOk {
    pub euicc_signed2: EuiccSigned2,
    #[rasn(tag(application, 55))]
    pub euicc_signature2: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 33)))]
pub(crate) enum PrepareDownloadResponse {
    #[rasn(tag(context, 0))]
    Ok(DownloadResponseOk),
    #[rasn(tag(context, 1))]
    Error(SessionError),
}

impl From<&ours::PrepareDownloadResponse> for PrepareDownloadResponse {
    fn from(own: &ours::PrepareDownloadResponse) -> Self {
        match own {
            ours::PrepareDownloadResponse::Ok { euicc_signed2, .. } => Self::Ok(DownloadResponseOk {
                euicc_signed2: EuiccSigned2 {
                    transaction_id: octets(euicc_signed2.value.transaction_id.as_bytes()),
                    euicc_otpk: octets(&euicc_signed2.value.euicc_otpk),
                    hash_cc: euicc_signed2.value.hash_cc.map(|hash| octets(&hash)),
                },
                euicc_signature2: octets(&euicc_signed2.signature),
            }),
            ours::PrepareDownloadResponse::Error { transaction_id, code } => Self::Error(SessionError {
                transaction_id: octets(transaction_id.as_bytes()),
                code: u32::from(code.code()),
            }),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 65), automatic_tags)]
pub(crate) struct CancelSessionRequest {
    pub transaction_id: OctetString,
    pub reason: u32,
}

impl From<&ours::CancelSessionRequest> for CancelSessionRequest {
    fn from(own: &ours::CancelSessionRequest) -> Self {
        Self {
            transaction_id: octets(own.transaction_id.as_bytes()),
            reason: u32::from(own.reason.code()),
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct EuiccCancelSessionSigned {
    pub transaction_id: OctetString,
    pub smdp_oid: ObjectIdentifier,
    pub reason: u32,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct CancelSessionOk {
    pub signed: EuiccCancelSessionSigned,
    #[rasn(tag(application, 55))]
    pub signature: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 65)))]
pub(crate) enum CancelSessionResponse {
    #[rasn(tag(context, 0))]
    Ok(CancelSessionOk),
    #[rasn(tag(context, 1))]
    Error(u32),
}

impl From<&ours::CancelSessionResponse> for CancelSessionResponse {
    fn from(own: &ours::CancelSessionResponse) -> Self {
        match own {
            ours::CancelSessionResponse::Ok { signed, .. } => Self::Ok(CancelSessionOk {
                signed: EuiccCancelSessionSigned {
                    transaction_id: octets(signed.value.transaction_id.as_bytes()),
                    smdp_oid: object_identifier(&signed.value.smdp_oid),
                    reason: u32::from(signed.value.reason.code()),
                },
                signature: octets(&signed.signature),
            }),
            ours::CancelSessionResponse::Error(error) => Self::Error(u32::from(error.code())),
        }
    }
}

/// As the strategies draw revocation lists: what a certificate would be, under the automatic tag.
#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 53), automatic_tags)]
pub(crate) struct LoadCrlRequest {
    pub crl: CertificateList,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct CertificateList {
    pub tbs: Certificate,
}

impl From<&ours::LoadCrlRequest> for LoadCrlRequest {
    fn from(own: &ours::LoadCrlRequest) -> Self {
        Self {
            crl: CertificateList {
                tbs: certificate(&own.crl),
            },
        }
    }
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct LoadCrlOk {
    pub missing_parts: Option<SequenceOf<u32>>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 53)))]
pub(crate) enum LoadCrlResponse {
    #[rasn(tag(context, 0))]
    Ok(LoadCrlOk),
    #[rasn(tag(context, 1))]
    Error(u32),
}

impl From<&ours::LoadCrlResponse> for LoadCrlResponse {
    fn from(own: &ours::LoadCrlResponse) -> Self {
        match own {
            ours::LoadCrlResponse::Ok(missing_parts) => Self::Ok(LoadCrlOk {
                missing_parts: missing_parts.clone(),
            }),
            ours::LoadCrlResponse::Error(error) => Self::Error(u32::from(error.code())),
        }
    }
}

impl From<&ours::ProfileInstallationResultData> for ProfileInstallationResultData {
    fn from(own: &ours::ProfileInstallationResultData) -> Self {
        let final_result = match &own.final_result {
            ours::FinalResult::Success { aid, sima_response } => FinalResult::Success(SuccessResult {
                aid: octets(aid.as_bytes()),
                sima_response: octets(sima_response),
            }),
            ours::FinalResult::Error {
                command,
                reason,
                sima_response,
            } => FinalResult::Error(ErrorResult {
                bpp_command_id: u32::from(command.code()),
                error_reason: u32::from(reason.code()),
                sima_response: sima_response.as_deref().map(octets),
            }),
        };
        Self {
            transaction_id: octets(own.transaction_id.as_bytes()),
            metadata: NotificationMetadata::from(&own.metadata),
            smdp_oid: own.smdp_oid.as_ref().map(object_identifier),
            final_result,
        }
    }
}
