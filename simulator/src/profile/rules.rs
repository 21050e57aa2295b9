//! Whether a profile may be enabled, disabled or deleted, in the order in which SGP.22 §5.7.16 to §5.7.18
//! check. Toolkit and deviations are not looked at here.

use signoff_protocol::es10c::{DeleteProfileResult, DisableProfileResult, EnableProfileResult};
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileClass, ProfileTarget};

use super::{Profile, Profiles};

/// The profile to enable. `resume` is the operational profile that was enabled before a test profile.
pub(crate) fn check_enable<'a>(
    profiles: &'a Profiles,
    resume: Option<Iccid>,
    target: &ProfileTarget,
) -> Result<&'a Profile, EnableProfileResult> {
    let target = profiles
        .find(target)
        .ok_or(EnableProfileResult::IccidOrAidNotFound)?;
    if target.is_enabled() {
        return Err(EnableProfileResult::ProfileNotInDisabledState);
    }
    let Some(enabled) = profiles.enabled() else {
        return Ok(target);
    };
    if enabled.is_test() && !target.is_test() && resume != Some(target.iccid) {
        return Err(EnableProfileResult::WrongProfileReenabling);
    }
    // Test profiles override PPR1, and so do provisioning profiles (SGP.22 §2.4.5.2).
    if enabled.rules().ppr1() && target.class() == ProfileClass::Operational {
        return Err(EnableProfileResult::DisallowedByPolicy);
    }
    Ok(target)
}

/// The profile to disable.
pub(crate) fn check_disable<'a>(
    profiles: &'a Profiles,
    target: &ProfileTarget,
) -> Result<&'a Profile, DisableProfileResult> {
    let target = profiles
        .find(target)
        .ok_or(DisableProfileResult::IccidOrAidNotFound)?;
    if !target.is_enabled() {
        return Err(DisableProfileResult::ProfileNotInEnabledState);
    }
    if target.rules().ppr1() && !target.is_test() {
        return Err(DisableProfileResult::DisallowedByPolicy);
    }
    Ok(target)
}

/// The profile to delete. `soon_enabled` is one whose switch waits for a REFRESH; `keep` is the one that the
/// editions from v3 on keep during test mode.
pub(crate) fn check_delete<'a>(
    profiles: &'a Profiles,
    soon_enabled: Option<Iccid>,
    keep: Option<Iccid>,
    target: &ProfileTarget,
) -> Result<&'a Profile, DeleteProfileResult> {
    let target = profiles
        .find(target)
        .ok_or(DeleteProfileResult::IccidOrAidNotFound)?;
    if target.is_enabled() || soon_enabled == Some(target.iccid) {
        return Err(DeleteProfileResult::ProfileNotInDisabledState);
    }
    if target.rules().ppr2() {
        return Err(DeleteProfileResult::DisallowedByPolicy);
    }
    if keep == Some(target.iccid) {
        return Err(DeleteProfileResult::DisallowedInTestMode);
    }
    Ok(target)
}
