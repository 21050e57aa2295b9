//! What was found, for a person, in their language.

use super::{Answer, Contract, Diagnosis, Failure, Finding, NotAsked, Stage, Verdict, Way};
use crate::text::Texts;

/// The way.
pub fn way(texts: &Texts, way: Way) -> String {
    match way {
        Way::ProfileList => texts.say("verify-way-profile-list", &[]),
        Way::IccidFile => texts.say("verify-way-iccid-file", &[]),
        Way::ModemIccid => texts.say("verify-way-modem-iccid", &[]),
        Way::Imsi => texts.say("verify-way-imsi", &[]),
        Way::Notifications => texts.say("verify-way-notifications", &[]),
        Way::Smdp => texts.say("verify-way-smdp", &[]),
        Way::Operator => texts.say("verify-way-operator", &[]),
    }
}

/// Its answer.
pub fn answer(texts: &Texts, answer: Answer) -> String {
    match answer {
        Answer::Gone => texts.say("verify-answer-gone", &[]),
        Answer::StillThere => texts.say("verify-answer-still-there", &[]),
        Answer::CannotTell => texts.say("verify-answer-cannot-tell", &[]),
    }
}

/// The stage.
pub fn stage(texts: &Texts, stage: Stage) -> String {
    match stage {
        Stage::Now => texts.say("verify-stage-now", &[]),
        Stage::AfterWarmReset => texts.say("verify-stage-warm", &[]),
        Stage::AfterPowerCycle => texts.say("verify-stage-cold", &[]),
        Stage::Later => texts.say("verify-stage-later", &[]),
    }
}

/// The verdict, in one sentence.
pub fn verdict(texts: &Texts, verdict: Verdict) -> String {
    match verdict {
        Verdict::Removed => texts.say("verify-verdict-removed", &[]),
        Verdict::RemovedContractEnding => texts.say("verify-verdict-ending", &[]),
        Verdict::RemovedNotAcknowledged => texts.say("verify-verdict-not-acknowledged", &[]),
        Verdict::StillThere => texts.say("verify-verdict-still-there", &[]),
        Verdict::Disagreement => texts.say("verify-verdict-disagreement", &[]),
        Verdict::Unknown => texts.say("verify-verdict-unknown", &[]),
    }
}

/// The verdict in a few words.
pub fn word(texts: &Texts, verdict: Verdict) -> String {
    match verdict {
        Verdict::Removed => texts.say("verify-word-removed", &[]),
        Verdict::RemovedContractEnding => texts.say("verify-word-ending", &[]),
        Verdict::RemovedNotAcknowledged => texts.say("verify-word-not-acknowledged", &[]),
        Verdict::StillThere => texts.say("verify-word-still-there", &[]),
        Verdict::Disagreement => texts.say("verify-word-disagreement", &[]),
        Verdict::Unknown => texts.say("verify-word-unknown", &[]),
    }
}

/// What it most likely is, and what to do.
pub fn diagnosis(texts: &Texts, diagnosis: Diagnosis) -> String {
    let id = match diagnosis {
        Diagnosis::ModemCached => "verify-diagnosis-modem-cached",
        Diagnosis::ModemCachedBefore => "verify-diagnosis-modem-cached-before",
        Diagnosis::FileNotListed => "verify-diagnosis-file-not-listed",
        Diagnosis::EnabledNotShown => "verify-diagnosis-enabled-not-shown",
        Diagnosis::DeletedAndListed => "verify-diagnosis-deleted-and-listed",
        Diagnosis::SmdpNotTold => "verify-diagnosis-smdp-not-told",
        Diagnosis::SmdpNeverTold => "verify-diagnosis-smdp-never-told",
        Diagnosis::SmdpAhead => "verify-diagnosis-smdp-ahead",
        Diagnosis::NotificationWaits => "verify-diagnosis-notification-waits",
        Diagnosis::NoAcknowledgement => "verify-diagnosis-no-acknowledgement",
        Diagnosis::ContractGoesOn => "verify-diagnosis-contract-goes-on",
        Diagnosis::TerminatedButInstalled => "verify-diagnosis-terminated-but-installed",
        Diagnosis::OperatorNotTold => "verify-diagnosis-operator-not-told",
        Diagnosis::ContractEnding => "verify-diagnosis-contract-ending",
        Diagnosis::LineUnknown => "verify-diagnosis-line-unknown",
        Diagnosis::OperatorSilent => "verify-diagnosis-operator-silent",
        Diagnosis::SmdpSilent => "verify-diagnosis-smdp-silent",
        Diagnosis::NoList => "verify-diagnosis-no-list",
    };
    texts.say(id, &[])
}

/// The status of a line.
pub fn contract(texts: &Texts, contract: Contract) -> String {
    match contract {
        Contract::Active => texts.say("verify-contract-active", &[]),
        Contract::TerminationRequested => texts.say("verify-contract-requested", &[]),
        Contract::TerminatedProfileInstalled => texts.say("verify-contract-terminated", &[]),
        Contract::NoActiveService => texts.say("verify-contract-none", &[]),
        Contract::UnknownLine => texts.say("verify-contract-unknown", &[]),
    }
}

/// Why a way was not asked.
fn not_asked(texts: &Texts, reason: NotAsked) -> String {
    match reason {
        NotAsked::NoAtCommands => texts.say("verify-not-asked-at", &[]),
        NotAsked::ImsiUnknown => texts.say("verify-not-asked-imsi", &[]),
        NotAsked::NoSmdp => texts.say("verify-not-asked-smdp", &[]),
        NotAsked::NoOperator => texts.say("verify-not-asked-operator", &[]),
    }
}

/// Why somebody gave no usable answer. The words of others are quoted as they are.
pub fn failure(texts: &Texts, failure: &Failure) -> String {
    match failure {
        Failure::Card { function, result } => texts.say(
            "verify-failure-card",
            &[("function", function.into()), ("result", result.into())],
        ),
        Failure::Device { cause, detail, said } => texts.say(
            "verify-failure-device",
            &[
                ("cause", cause.into()),
                ("detail", detail.into()),
                ("said", said.into()),
            ],
        ),
        Failure::Answered { asked, answer } => texts.say(
            "verify-failure-answered",
            &[("asked", asked.into()), ("answer", answer.into())],
        ),
        Failure::NoIccid => texts.say("verify-failure-no-iccid", &[]),
        Failure::Smdp {
            server,
            cause,
            detail,
            said,
        } => texts.say(
            "verify-failure-smdp",
            &[
                ("server", server.into()),
                ("cause", cause.into()),
                ("detail", detail.into()),
                ("said", said.into()),
            ],
        ),
        Failure::Operator { cause, detail, said } => texts.say(
            "verify-failure-operator",
            &[
                ("cause", cause.into()),
                ("detail", detail.into()),
                ("said", said.into()),
            ],
        ),
        Failure::Said(said) => texts.say("verify-failure-said", &[("said", said.into())]),
    }
}

/// The card could not be reset before a stage.
pub fn reset_failed(texts: &Texts, reason: &Failure) -> String {
    let reason = failure(texts, reason).into();
    texts.say("verify-reset-failed", &[("reason", reason)])
}

/// What a way found.
pub fn finding(texts: &Texts, finding: &Finding) -> String {
    let list = |numbers: &[u32]| {
        let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        texts.join(", ")
    };
    match finding {
        Finding::NotAsked { reason } => {
            let reason = not_asked(texts, *reason).into();
            texts.say("verify-found-not-asked", &[("reason", reason)])
        }
        Finding::Failed { reason } => {
            let reason = failure(texts, reason).into();
            texts.say("verify-found-failed", &[("reason", reason)])
        }
        Finding::Listed { state } => {
            let enabled = state.as_deref() == Some("enabled");
            let id = if enabled {
                "verify-found-listed-enabled"
            } else {
                "verify-found-listed"
            };
            texts.say(id, &[])
        }
        Finding::NotListed { others } => texts.say("verify-found-not-listed", &[("count", (*others).into())]),
        Finding::Shown { by } => texts.say("verify-found-shown", &[("by", by.into())]),
        Finding::NotShown {
            by,
            shown: Some(shown),
        } => texts.say(
            "verify-found-other",
            &[("by", by.into()), ("shown", shown.into())],
        ),
        Finding::NotShown { by, shown: None } => texts.say("verify-found-nothing", &[("by", by.into())]),
        Finding::DeletionPending { numbers, addresses } => texts.say(
            "verify-found-pending",
            &[
                ("numbers", list(numbers).into()),
                ("addresses", addresses.join(", ").into()),
            ],
        ),
        Finding::DeletionAcknowledged { numbers } => {
            texts.say("verify-found-acknowledged", &[("numbers", list(numbers).into())])
        }
        Finding::DeletionUnconfirmed { numbers } => {
            texts.say("verify-found-unconfirmed", &[("numbers", list(numbers).into())])
        }
        Finding::NoDeletion => texts.say("verify-found-no-deletion", &[]),
        Finding::SmdpState {
            state, told: true, ..
        } => texts.say("verify-found-smdp-told", &[("state", state.into())]),
        Finding::SmdpState {
            state, told: false, ..
        } => texts.say("verify-found-smdp-not-told", &[("state", state.into())]),
        Finding::SmdpUnknown => texts.say("verify-found-smdp-unknown", &[]),
        Finding::Operator { status } => contract(texts, *status),
    }
}
