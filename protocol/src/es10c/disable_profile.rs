//! ES10c.DisableProfile, `BF32` (SGP.22 §5.7.17).

use super::state_change::state_change_request;
use crate::message::{result_codes, result_response};
use crate::tlv::Tag;

const TAG: Tag = Tag(0xBF32);

state_change_request! {
    /// Disables a profile.
    DisableProfileRequest, TAG
}

result_codes! {
    /// Result of DisableProfile. There is no 4.
    DisableProfileResult {
        /// Accepted; with refreshFlag it happens at the REFRESH.
        Ok = 0 "ok",
        /// No such profile.
        IccidOrAidNotFound = 1 "iccidOrAidNotFound",
        /// It is disabled already.
        ProfileNotInEnabledState = 2 "profileNotInEnabledState",
        /// Its PPR1 forbids it.
        DisallowedByPolicy = 3 "disallowedByPolicy",
        /// A proactive session is going on (v2.2 and later).
        CatBusy = 5 "catBusy",
        /// v3
        CommandError = 7 "commandError",
        /// v3
        DisallowedForRpm = 10 "disallowedForRpm",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the profile is, or will be, disabled.
    DisableProfileResponse, TAG, DisableProfileResult
}
