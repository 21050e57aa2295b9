//! From a request to its function.

use signoff_protocol::tlv::{Tlv, Writer};

use super::{Es10Error, Euicc, es10a, es10b, es10c};
use crate::env::Env;
use crate::personality::{CardPersonality, TerminalCapabilityCheck};
use crate::rsp;
use crate::toolkit::Toolkit;

/// What the device announced in TERMINAL CAPABILITY (tag `83`; ETSI TS 102 221 §11.1.19.2.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Device(pub(crate) u8);

impl Device {
    const LUID: u8 = 0x01;
    const LPDD: u8 = 0x02;
    const LDSD: u8 = 0x04;

    /// Whether it announced a whole LPAd.
    pub(crate) const fn has_lpad(self) -> bool {
        let all = Self::LUID | Self::LPDD | Self::LDSD;
        self.0 & all == all
    }

    const fn may_call(self, function: Function) -> bool {
        let part = match function.interface() {
            Interface::Es10a => Self::LDSD,
            Interface::Es10b => Self::LPDD,
            Interface::Es10c => Self::LUID,
        };
        self.0 & part != 0
    }
}

/// What an ES10 function sees of the card around it, between two resets.
pub(crate) struct Surroundings<'a> {
    pub(crate) personality: &'a CardPersonality,
    pub(crate) toolkit: &'a mut Toolkit,
    pub(crate) env: &'a mut Env,
    pub(crate) device: Device,
    /// Times that catBusy is still answered without a reason.
    pub(crate) cat_busy: &'a mut u32,
    /// The RSP session.
    pub(crate) rsp: &'a mut rsp::Session,
}

/// What the platform has to do behind a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing.
    None,
    /// The state of profiles or notifications changed, the enabled profile did not.
    Changed,
    /// The enabled profile changed: what other channels have selected is gone.
    Switched,
    /// As [`Effect::Switched`], and the card refuses ES10 until a reset.
    SwitchedSilently,
    /// As [`Effect::Switched`], and the card resets itself before its answer is read.
    SwitchedAndGone,
}

/// Interfaces of the LPA in the device.
enum Interface {
    Es10a,
    Es10b,
    Es10c,
}

/// The functions of this card, by the tag of request and response; the names are those of SGP.22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    GetEuiccInfo1,
    GetEuiccInfo2,
    ListNotification,
    SetNickname,
    RetrieveNotificationsList,
    GetProfilesInfo,
    GetEuiccChallenge,
    RemoveNotificationFromList,
    EnableProfile,
    DisableProfile,
    DeleteProfile,
    EuiccMemoryReset,
    GetEuiccConfiguredAddresses,
    GetEid,
    SetDefaultDpAddress,
    GetRat,
    GetEimConfigurationData,
    PrepareDownload,
    LoadBoundProfilePackage,
    LoadCrl,
    AuthenticateServer,
    CancelSession,
}

impl Function {
    /// The function with this tag.
    pub(crate) const fn from_tag(tag: u32) -> Option<Self> {
        Some(match tag {
            0xBF20 => Self::GetEuiccInfo1,
            0xBF21 => Self::PrepareDownload,
            0xBF22 => Self::GetEuiccInfo2,
            0xBF28 => Self::ListNotification,
            0xBF29 => Self::SetNickname,
            0xBF2B => Self::RetrieveNotificationsList,
            0xBF2D => Self::GetProfilesInfo,
            0xBF2E => Self::GetEuiccChallenge,
            0xBF30 => Self::RemoveNotificationFromList,
            0xBF31 => Self::EnableProfile,
            0xBF32 => Self::DisableProfile,
            0xBF33 => Self::DeleteProfile,
            0xBF34 => Self::EuiccMemoryReset,
            0xBF35 => Self::LoadCrl,
            0xBF36 => Self::LoadBoundProfilePackage,
            0xBF38 => Self::AuthenticateServer,
            0xBF3C => Self::GetEuiccConfiguredAddresses,
            0xBF3E => Self::GetEid,
            0xBF3F => Self::SetDefaultDpAddress,
            0xBF41 => Self::CancelSession,
            0xBF43 => Self::GetRat,
            0xBF55 => Self::GetEimConfigurationData,
            _ => return None,
        })
    }

    /// Whether a card of this kind has the function. In SGP.32 the eIM changes profiles, by packages that it signs,
    /// and the IPA reads.
    const fn is_on(self, iot: bool) -> bool {
        match self {
            Self::GetEimConfigurationData => iot,
            Self::EnableProfile
            | Self::DisableProfile
            | Self::DeleteProfile
            | Self::EuiccMemoryReset
            | Self::SetNickname => !iot,
            _ => true,
        }
    }

    const fn interface(self) -> Interface {
        match self {
            Self::GetEuiccConfiguredAddresses | Self::SetDefaultDpAddress => Interface::Es10a,
            Self::GetEuiccInfo1
            | Self::GetEuiccInfo2
            | Self::ListNotification
            | Self::RetrieveNotificationsList
            | Self::GetEuiccChallenge
            | Self::RemoveNotificationFromList
            | Self::GetRat
            | Self::GetEimConfigurationData
            | Self::PrepareDownload
            | Self::LoadBoundProfilePackage
            | Self::LoadCrl
            | Self::AuthenticateServer
            | Self::CancelSession => Interface::Es10b,
            Self::SetNickname
            | Self::GetProfilesInfo
            | Self::EnableProfile
            | Self::DisableProfile
            | Self::DeleteProfile
            | Self::EuiccMemoryReset
            | Self::GetEid => Interface::Es10c,
        }
    }
}

/// Carries out a request; the response is appended to `out`.
pub(crate) fn execute(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    request: &[u8],
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    // The segments of a package are no complete elements.
    if rsp::is_segment(request) {
        may_call(around, Function::LoadBoundProfilePackage)?;
        return rsp::load_bound_profile_package(euicc, around, request, out);
    }
    let tlv = Tlv::parse_exact(request)?;
    let function = Function::from_tag(tlv.tag().0)
        .filter(|function| function.is_on(euicc.eims.is_some()))
        .ok_or(Es10Error::UnknownFunction)?;
    may_call(around, function)?;
    match function {
        Function::GetEid => es10c::get_eid(euicc, around, tlv, out),
        Function::GetProfilesInfo => es10c::get_profiles_info(euicc, tlv, out),
        Function::EnableProfile => es10c::enable_profile(euicc, around, tlv, out),
        Function::DisableProfile => es10c::disable_profile(euicc, around, tlv, out),
        Function::DeleteProfile => es10c::delete_profile(euicc, around, tlv, out),
        Function::EuiccMemoryReset => es10c::euicc_memory_reset(euicc, around, tlv, out),
        Function::SetNickname => es10c::set_nickname(euicc, tlv, out),
        Function::GetEuiccInfo1 => es10b::get_euicc_info1(euicc, around, tlv, out),
        Function::GetEuiccInfo2 => es10b::get_euicc_info2(euicc, around, tlv, out),
        Function::ListNotification => es10b::list_notification(euicc, tlv, out),
        Function::RetrieveNotificationsList => es10b::retrieve_notifications_list(euicc, around, tlv, out),
        Function::RemoveNotificationFromList => es10b::remove_notification_from_list(euicc, tlv, out),
        Function::GetEuiccChallenge => rsp::get_euicc_challenge(euicc, around, tlv, out),
        Function::GetRat => es10b::get_rat(euicc, tlv, out),
        Function::GetEimConfigurationData => es10b::get_eim_configuration_data(euicc, tlv, out),
        Function::GetEuiccConfiguredAddresses => es10a::get_euicc_configured_addresses(euicc, tlv, out),
        Function::SetDefaultDpAddress => es10a::set_default_dp_address(euicc, tlv, out),
        Function::AuthenticateServer => rsp::authenticate_server(euicc, around, tlv, out),
        Function::PrepareDownload => rsp::prepare_download(euicc, around, tlv, out),
        Function::LoadBoundProfilePackage => rsp::load_bound_profile_package(euicc, around, request, out),
        Function::CancelSession => rsp::cancel_session(euicc, around, tlv, out),
        Function::LoadCrl => rsp::load_crl(around, tlv, out),
    }
}

/// Whether the device announced the part of the LPA that may call the function.
fn may_call(around: &Surroundings<'_>, function: Function) -> Result<(), Es10Error> {
    let ignored = around.personality.terminal_capability == TerminalCapabilityCheck::Ignored;
    if ignored || around.device.may_call(function) {
        Ok(())
    } else {
        Err(Es10Error::NotAllowed)
    }
}
