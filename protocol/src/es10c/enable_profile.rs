//! ES10c.EnableProfile, `BF31` (SGP.22 §5.7.16).

use super::state_change::state_change_request;
use crate::message::{result_codes, result_response};
use crate::tlv::Tag;

const TAG: Tag = Tag(0xBF31);

state_change_request! {
    /// Enables a profile; the one that is enabled so far is disabled implicitly.
    EnableProfileRequest, TAG
}

result_codes! {
    /// Result of EnableProfile.
    EnableProfileResult {
        /// Accepted; with refreshFlag the switch happens at the REFRESH.
        Ok = 0 "ok",
        /// No such profile.
        IccidOrAidNotFound = 1 "iccidOrAidNotFound",
        /// It is enabled already.
        ProfileNotInDisabledState = 2 "profileNotInDisabledState",
        /// PPR1 of the enabled profile forbids it.
        DisallowedByPolicy = 3 "disallowedByPolicy",
        /// A test profile is enabled, and this is not the operational one that was enabled before.
        WrongProfileReenabling = 4 "wrongProfileReenabling",
        /// A proactive session is going on (v2.2 and later).
        CatBusy = 5 "catBusy",
        /// v3
        DisallowedByEnterpriseRule = 6 "disallowedByEnterpriseRule",
        /// v3
        CommandError = 7 "commandError",
        /// v3
        DisallowedForRpm = 9 "disallowedForRpm",
        /// v3
        NoEsimPortAvailable = 10 "noEsimPortAvailable",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the profile is, or will be, enabled.
    EnableProfileResponse, TAG, EnableProfileResult
}
