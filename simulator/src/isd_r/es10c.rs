//! ES10c: profiles and their states (SGP.22 §5.7.15 to §5.7.21).

use signoff_protocol::es10c::{
    DeleteProfileRequest, DeleteProfileResponse, DeleteProfileResult, DisableProfileRequest,
    DisableProfileResponse, DisableProfileResult, EnableProfileRequest, EnableProfileResponse,
    EnableProfileResult, EuiccMemoryResetRequest, EuiccMemoryResetResponse, EuiccMemoryResetResult,
    GetEidRequest, GetProfilesInfoError, GetProfilesInfoRequest, GetProfilesInfoResponse, ProfileSearch,
    ResetOption, ResetOptions, SetNicknameRequest, SetNicknameResponse, SetNicknameResult,
};
use signoff_protocol::id::{Eid, Iccid};
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::{ProfileClass, ProfileState, ProfileTarget, tags};
use signoff_protocol::tlv::{Tlv, Writer, walk};

use super::switch::Switch;
use super::{Effect, Es10Error, Euicc, Surroundings};
use crate::nvm::NvmError;
use crate::personality::{CardPersonality, RefreshStyle};
use crate::profile::{Profile, check_delete, check_disable, check_enable};

/// Longest nickname, bytes (SGP.22 §5.7.21).
const NICKNAME_BYTES: usize = 64;

pub(super) fn get_eid(
    euicc: &Euicc,
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    GetEidRequest::decode(tlv)?;
    let eid = euicc.eid.filter(|_| !around.personality.stuck);
    let eid = eid.unwrap_or(Eid::from_bytes([0; 16]));
    out.constructed(tlv.tag(), |w| {
        w.primitive(tags::ICCID, eid.as_bytes());
    });
    Ok(Effect::None)
}

pub(super) fn get_profiles_info(euicc: &Euicc, tlv: Tlv<'_>, out: &mut Writer) -> Result<Effect, Es10Error> {
    let request = match GetProfilesInfoRequest::decode(tlv) {
        Ok(request) => request,
        Err(error) => {
            // Well-formed, but not what can be searched for: that has a result code of its own.
            walk(tlv.raw(), |_, _| {}).map_err(|_| error)?;
            GetProfilesInfoResponse::Error(GetProfilesInfoError::IncorrectInputValues).encode(out);
            return Ok(Effect::None);
        }
    };
    let wanted = |tag| match &request.tag_list {
        Some(list) => list.contains(&tag),
        None => GetProfilesInfoRequest::DEFAULT_TAGS.contains(&tag),
    };
    let matches = |profile: &Profile| match &request.search {
        None => true,
        Some(ProfileSearch::Target(target)) => profile.is_target(target),
        Some(ProfileSearch::Class(class)) => profile.class() == *class,
    };
    out.constructed(tlv.tag(), |w| {
        w.constructed(tags::CHOICE, |w| {
            for profile in euicc.profiles.iter().filter(|profile| matches(profile)) {
                profile.info().encode_selected(w, wanted);
            }
        });
    });
    Ok(Effect::None)
}

pub(super) fn enable_profile(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = EnableProfileRequest::decode(tlv)?;
    let (result, effect) = if refuses(around.personality, &request.target, request.refresh) {
        (EnableProfileResult::UndefinedError, Effect::None)
    } else {
        match check_enable(&euicc.profiles, euicc.resume, &request.target).map(|profile| profile.iccid) {
            Err(result) => (result, Effect::None),
            Ok(_) if is_busy(euicc, around, request.refresh) => (EnableProfileResult::CatBusy, Effect::None),
            Ok(iccid) => (
                EnableProfileResult::Ok,
                switch(euicc, around, Switch::Enable(iccid), request.refresh)?,
            ),
        }
    };
    EnableProfileResponse::from(result).encode(out);
    Ok(effect)
}

pub(super) fn disable_profile(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = DisableProfileRequest::decode(tlv)?;
    let (result, effect) = if refuses(around.personality, &request.target, request.refresh) {
        (DisableProfileResult::UndefinedError, Effect::None)
    } else {
        match check_disable(&euicc.profiles, &request.target).map(|profile| profile.iccid) {
            Err(result) => (result, Effect::None),
            Ok(_) if is_busy(euicc, around, request.refresh) => (DisableProfileResult::CatBusy, Effect::None),
            Ok(iccid) => (
                DisableProfileResult::Ok,
                switch(euicc, around, Switch::Disable(iccid), request.refresh)?,
            ),
        }
    };
    DisableProfileResponse::from(result).encode(out);
    Ok(effect)
}

/// Whether the card's deviations refuse a combination of identifier and refreshFlag.
const fn refuses(personality: &CardPersonality, target: &ProfileTarget, refresh: bool) -> bool {
    let accepts = &personality.accepts;
    let accepted = match (target, refresh) {
        (ProfileTarget::Iccid(_), true) => accepts.iccid_with_refresh,
        (ProfileTarget::Iccid(_), false) => accepts.iccid_without_refresh,
        (ProfileTarget::IsdpAid(_), true) => accepts.aid_with_refresh,
        (ProfileTarget::IsdpAid(_), false) => accepts.aid_without_refresh,
    };
    personality.stuck || !accepted
}

/// catBusy: a switch waits for its REFRESH, or a REFRESH is wanted while another proactive session is going on.
fn is_busy(euicc: &Euicc, around: &mut Surroundings<'_>, refresh: bool) -> bool {
    if *around.cat_busy > 0 {
        *around.cat_busy -= 1;
        return true;
    }
    euicc.switch.is_some() || (refresh && around.toolkit.is_busy())
}

/// Switches at once, or keeps the switch for its REFRESH.
fn switch(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    switch: Switch,
    refresh: bool,
) -> Result<Effect, NvmError> {
    if refresh
        && around.personality.refresh == RefreshStyle::Proactive
        && let Some(mode) = around.toolkit.switch_mode()
    {
        euicc.postpone(switch)?;
        around.toolkit.request_refresh(mode);
        return Ok(Effect::Changed);
    }
    euicc.carry_out(switch)?;
    Ok(effect_of_switch(around.personality, refresh))
}

const fn effect_of_switch(personality: &CardPersonality, refresh: bool) -> Effect {
    match personality.refresh {
        RefreshStyle::Silent if refresh => Effect::SwitchedSilently,
        RefreshStyle::AnswerLost if refresh => Effect::SwitchedAndGone,
        _ => Effect::Switched,
    }
}

pub(super) fn delete_profile(
    euicc: &mut Euicc,
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let DeleteProfileRequest { target } = DeleteProfileRequest::decode(tlv)?;
    let keep = euicc.resume.filter(|_| around.personality.is_v3());
    let (result, effect) = if around.personality.stuck {
        (DeleteProfileResult::UndefinedError, Effect::None)
    } else {
        let checked = check_delete(&euicc.profiles, euicc.soon_enabled(), keep, &target);
        match checked.map(|profile| (profile.iccid, !profile.is_test())) {
            Err(result) => (result, Effect::None),
            Ok((iccid, notify)) => {
                remove(euicc, iccid, notify)?;
                euicc.commit()?;
                (DeleteProfileResult::Ok, Effect::Changed)
            }
        }
    };
    DeleteProfileResponse::from(result).encode(out);
    Ok(effect)
}

/// Takes a profile away and reports it. Pending until commit.
fn remove(euicc: &mut Euicc, iccid: Iccid, notify: bool) -> Result<(), NvmError> {
    if let Some(profile) = euicc.profiles.by_iccid(iccid).filter(|_| notify) {
        let configuration = profile.notification_configuration();
        euicc
            .notifications
            .report(Event::Delete, iccid, configuration, &mut euicc.nvm)?;
    }
    if euicc.resume == Some(iccid) {
        euicc.resume = None;
    }
    euicc.profiles.remove(iccid, &mut euicc.nvm)
}

pub(super) fn euicc_memory_reset(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let options = EuiccMemoryResetRequest::decode(tlv)?.options;
    let (result, effect) = if around.personality.stuck {
        (EuiccMemoryResetResult::UndefinedError, Effect::None)
    } else if is_busy(euicc, around, true) {
        (EuiccMemoryResetResult::CatBusy, Effect::None)
    } else {
        memory_reset(euicc, around, options)?
    };
    EuiccMemoryResetResponse::from(result).encode(out);
    Ok(effect)
}

fn memory_reset(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    options: ResetOptions,
) -> Result<(EuiccMemoryResetResult, Effect), NvmError> {
    let personality = around.personality;
    let victims: Vec<(Iccid, bool, bool)> = euicc
        .profiles
        .iter()
        .filter(|profile| is_selected(profile, options, personality))
        .map(|profile| (profile.iccid, profile.is_test(), profile.is_enabled()))
        .collect();
    let address = options.contains(ResetOption::ResetDefaultSmdpAddress);
    if address {
        euicc.default_smdp_address.clone_from(&euicc.factory_smdp_address);
    }
    if victims.is_empty() {
        if address {
            euicc.commit()?;
        }
        return Ok((EuiccMemoryResetResult::NothingToDelete, Effect::None));
    }
    let resume = euicc
        .resume
        .filter(|iccid| victims.iter().all(|(victim, ..)| victim != iccid));
    let lost_enabled = victims.iter().any(|(_, _, enabled)| *enabled);
    for (iccid, test, _) in victims {
        remove(euicc, iccid, !test || personality.reset_notifies_test_profiles)?;
    }
    if lost_enabled {
        if let Some(iccid) = resume {
            euicc
                .profiles
                .set_state(iccid, ProfileState::Enabled, &mut euicc.nvm)?;
        }
        euicc.resume = None;
    }
    euicc.commit()?;
    let effect = if !lost_enabled {
        Effect::Changed
    } else if personality.refresh == RefreshStyle::Proactive
        && let Some(mode) = around.toolkit.reset_mode()
    {
        around.toolkit.request_refresh(mode);
        Effect::Switched
    } else {
        effect_of_switch(personality, true)
    };
    Ok((EuiccMemoryResetResult::Ok, effect))
}

/// Whether a profile goes: neither its state nor its policy rules matter (SGP.22 §5.7.19). The options for
/// preloaded test profiles and provisioning profiles are of v3; before, such profiles always stay.
fn is_selected(profile: &Profile, options: ResetOptions, personality: &CardPersonality) -> bool {
    let option = match (profile.class(), profile.preloaded) {
        (ProfileClass::Operational, _) => ResetOption::DeleteOperationalProfiles,
        (ProfileClass::Test, false) => ResetOption::DeleteFieldLoadedTestProfiles,
        (ProfileClass::Test, true) => ResetOption::DeletePreLoadedTestProfiles,
        (ProfileClass::Provisioning, _) => ResetOption::DeleteProvisioningProfiles,
    };
    let known = match option {
        ResetOption::DeleteFieldLoadedTestProfiles => personality.test_profiles,
        ResetOption::DeletePreLoadedTestProfiles => personality.test_profiles && personality.is_v3(),
        ResetOption::DeleteProvisioningProfiles => personality.is_v3(),
        ResetOption::DeleteOperationalProfiles | ResetOption::ResetDefaultSmdpAddress => true,
    };
    known && options.contains(option)
}

pub(super) fn set_nickname(euicc: &mut Euicc, tlv: Tlv<'_>, out: &mut Writer) -> Result<Effect, Es10Error> {
    let request = SetNicknameRequest::decode(tlv)?;
    let (result, effect) = if euicc.profiles.by_iccid(request.iccid).is_none() {
        (SetNicknameResult::IccidNotFound, Effect::None)
    } else if request.nickname.len() > NICKNAME_BYTES {
        (SetNicknameResult::UndefinedError, Effect::None)
    } else {
        euicc
            .profiles
            .set_nickname(request.iccid, request.nickname, &mut euicc.nvm)?;
        euicc.commit()?;
        (SetNicknameResult::Ok, Effect::Changed)
    };
    SetNicknameResponse::from(result).encode(out);
    Ok(effect)
}
