//! Words about the independent ways by which a removal is verified.

use super::field::Scalar;
use super::word::{one_of, scalar_words, words};

words! {
    /// What all ways together say.
    WayVerdict, "a verdict" {
        /// Gone, acknowledged, and its contract has ended where the operator was asked.
        Removed = "removed",
        /// As `removed`, but the contract runs until the date of a confirmed order.
        RemovedContractEnding = "removed_contract_ending",
        /// Gone, and nobody acknowledged it.
        RemovedNotAcknowledged = "removed_not_acknowledged",
        /// Still there, and nobody says otherwise.
        StillThere = "still_there",
        /// Some say that it is gone, others that it is there.
        Disagreement = "disagreement",
        /// The eUICC does not tell.
        Unknown = "unknown",
    }
}

words! {
    /// A way to find out whether a profile is there.
    WayName, "a way" {
        /// The list of the eUICC.
        ProfileList = "profile_list",
        /// EF_ICCID.
        IccidFile = "iccid_file",
        /// The ICCID that the modem shows.
        ModemIccid = "modem_iccid",
        /// EF_IMSI and `+CIMI`.
        Imsi = "imsi",
        /// What waits, and what was acknowledged.
        Notifications = "notifications",
        /// What the SM-DP+ knows.
        Smdp = "smdp",
        /// What the operator says.
        Operator = "operator",
    }
}

words! {
    /// What one way says.
    WayAnswer, "an answer of a way" {
        /// It is gone.
        Gone = "gone",
        /// It is there.
        StillThere = "still_there",
        /// It does not see it.
        CannotTell = "cannot_tell",
    }
}

words! {
    /// What explains what the ways say.
    WayDiagnosis, "a diagnosis" {
        /// The modem shows an ICCID that the card does not have any more.
        ModemCached = "modem_cached",
        /// The modem showed it until the card had lost its power.
        ModemCachedBefore = "modem_cached_before",
        /// A file is that of a profile that the eUICC does not list.
        FileNotListed = "file_not_listed",
        /// The eUICC says enabled, and the files are those of another profile.
        EnabledNotShown = "enabled_not_shown",
        /// The profile came back.
        DeletedAndListed = "deleted_and_listed",
        /// The SM-DP+ believes in the profile, and its notification waits.
        SmdpNotTold = "smdp_not_told",
        /// The SM-DP+ believes in the profile, and nothing waits.
        SmdpNeverTold = "smdp_never_told",
        /// The SM-DP+ says that it is gone, and the eUICC lists it.
        SmdpAhead = "smdp_ahead",
        /// A notification waits for delivery.
        NotificationWaits = "notification_waits",
        /// Nobody knows of an acknowledgement.
        NoAcknowledgement = "no_acknowledgement",
        /// The profile is gone, and the contract goes on.
        ContractGoesOn = "contract_goes_on",
        /// The contract has ended, and the profile is still there.
        TerminatedButInstalled = "terminated_but_installed",
        /// The operator waits for the SM-DP+ to report the deletion.
        OperatorNotTold = "operator_not_told",
        /// The contract runs until its date.
        ContractEnding = "contract_ending",
        /// The operator knows no such line.
        LineUnknown = "line_unknown",
        /// The operator did not answer.
        OperatorSilent = "operator_silent",
        /// The SM-DP+ did not answer.
        SmdpSilent = "smdp_silent",
        /// The eUICC gave no list.
        NoList = "no_list",
    }
}

words! {
    /// What is done to the card before it is asked.
    ResetKind, "a reset" {
        /// A warm reset, or the closest thing that the device has.
        Warm = "warm_reset",
        /// The card loses its power.
        Cold = "cold_reset",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::{Diagnosis, Verdict, Way};

    #[test]
    fn the_words_are_those_of_the_verification() {
        let names = |names: &[&'static str]| names.to_vec();
        assert_eq!(names(WayVerdict::choices()), Verdict::ALL.map(Verdict::name));
        assert_eq!(names(WayName::choices()), Way::ALL.map(Way::name));
        assert_eq!(
            names(WayDiagnosis::choices()),
            Diagnosis::ALL.map(Diagnosis::name)
        );
    }
}
