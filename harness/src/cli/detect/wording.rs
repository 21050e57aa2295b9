//! Verdicts, reasons, findings and advice in the user's language.

use crate::lpa::{Advice, DetectionKind, Finding, Reason};
use crate::text::Texts;

/// What the verdict means.
pub(in crate::cli) fn kind(texts: &Texts, kind: &DetectionKind) -> String {
    let id = match kind.name() {
        "no_modem" => "detect-kind-no-modem",
        "test_mode" => "detect-kind-test-mode",
        "no_apdu_access" => "detect-kind-no-apdu-access",
        "internal_lpa" => "detect-kind-internal-lpa",
        "no_card" => "detect-kind-no-card",
        "uicc" => "detect-kind-uicc",
        "m2m" => "detect-kind-m2m",
        "iot" => "detect-kind-iot",
        "euicc" => "detect-kind-euicc",
        _ => "detect-kind-vendor-euicc",
    };
    texts.say(id, &[])
}

/// What was observed.
pub(in crate::cli) fn reason(texts: &Texts, reason: &Reason) -> String {
    let eid = |id, eid: &signoff_protocol::id::Eid| texts.say(id, &[("eid", eid.to_string().into())]);
    match reason {
        Reason::IsdR { aid, family } => texts.say(
            "detect-reason-isd-r",
            &[("aid", aid.to_string().into()), ("family", family.into())],
        ),
        Reason::Eid(found) => eid("detect-reason-eid", found),
        Reason::EcasdOfIsdR(found) => eid("detect-reason-ecasd-of-isd-r", found),
        Reason::Ecasd(found) => eid("detect-reason-ecasd", found),
        Reason::Version([major, minor, revision]) => {
            let version = format!("{major}.{minor}.{revision}");
            texts.say("detect-reason-version", &[("version", version.into())])
        }
        Reason::Iot { version } => texts.say("detect-reason-iot", &[("version", version.into())]),
        Reason::Eim { eim } => texts.say("detect-reason-eim", &[("eim", eim.into())]),
        // What devices and systems say stays in their words.
        Reason::Refused(text) | Reason::Link(text) => text.clone(),
        Reason::SecureChannel => texts.say("detect-reason-secure-channel", &[]),
        Reason::NotReady => texts.say("detect-reason-not-ready", &[]),
        Reason::NoIsdR { tried } => texts.say("detect-reason-no-isd-r", &[("tried", (*tried).into())]),
        Reason::Usim => texts.say("detect-reason-usim", &[]),
        Reason::NoUsim => texts.say("detect-reason-no-usim", &[]),
        Reason::Modem { command, answer } => texts.say(
            "detect-reason-modem",
            &[("command", command.into()), ("answer", answer.into())],
        ),
        Reason::NoAccess => texts.say("detect-reason-no-access", &[]),
        Reason::TestMode => texts.say("detect-reason-test-mode", &[]),
        Reason::OwnLpa => texts.say("detect-reason-own-lpa", &[]),
        Reason::GuardsIsdR => texts.say("detect-reason-guards-isd-r", &[]),
    }
}

/// What else matters.
pub(in crate::cli) fn finding(texts: &Texts, finding: Finding) -> String {
    let id = match finding {
        Finding::NoProfile => "detect-finding-no-profile",
        Finding::NoEnabledProfile => "detect-finding-no-enabled-profile",
        Finding::TestProfileEnabled => "detect-finding-test-profile",
        Finding::EidCheckDigits => "detect-finding-check-digits",
        Finding::PendingNotifications => "detect-finding-pending",
        Finding::MemoryFull => "detect-finding-memory-full",
    };
    texts.say(id, &[])
}

/// What to do.
pub(in crate::cli) fn advice(texts: &Texts, advice: &Advice) -> String {
    let id = match advice {
        Advice::FreeIsdR {
            release,
            restart,
            source,
        } => {
            return texts.say(
                "detect-advice-free-isd-r",
                &[
                    ("release", release.into()),
                    ("restart", restart.into()),
                    ("source", source.into()),
                ],
            );
        }
        Advice::FindPort => "detect-advice-find-port",
        Advice::LeaveTestMode => "detect-advice-leave-test-mode",
        Advice::InsertCard => "detect-advice-insert-card",
        Advice::MaybeNoProfile => "detect-advice-maybe-no-profile",
        Advice::OtherAccess => "detect-advice-other-access",
        Advice::AskVendor => "detect-advice-ask-vendor",
        Advice::PlainCard => "detect-advice-plain-card",
        Advice::AskSmSr => "detect-advice-ask-sm-sr",
        Advice::AskEim => "detect-advice-ask-eim",
        Advice::ResetCard => "detect-advice-reset-card",
        Advice::DisableTestProfile => "detect-advice-disable-test-profile",
        Advice::DeliverPending => "detect-advice-deliver-pending",
        Advice::Remove => "detect-advice-remove",
        Advice::NothingToRemove => "detect-advice-nothing-to-remove",
    };
    texts.say(id, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    /// The English catalogue says what reports say.
    #[test]
    fn the_catalogue_and_the_reports_say_the_same() {
        let texts = Texts::new(Language::English);
        let eid: signoff_protocol::id::Eid = "89049032000000000000000000000066".parse().expect("an EID");
        for one in [
            Reason::IsdR {
                aid: signoff_protocol::id::Aid::ISD_R,
                family: "SGP.22".to_owned(),
            },
            Reason::Eid(eid),
            Reason::Version([2, 5, 0]),
            Reason::Iot {
                version: "1.2.0".to_owned(),
            },
            Reason::Eim {
                eim: "eim.example".to_owned(),
            },
            Reason::EcasdOfIsdR(eid),
            Reason::Ecasd(eid),
            Reason::Refused("GetEID: 6985".to_owned()),
            Reason::SecureChannel,
            Reason::NotReady,
            Reason::NoIsdR { tried: 9 },
            Reason::Usim,
            Reason::NoUsim,
            Reason::Modem {
                command: "AT+CPIN?".to_owned(),
                answer: "ERROR".to_owned(),
            },
            Reason::NoAccess,
            Reason::TestMode,
            Reason::OwnLpa,
            Reason::GuardsIsdR,
        ] {
            assert_eq!(reason(&texts, &one), one.to_string());
        }
        for one in [
            Finding::NoProfile,
            Finding::NoEnabledProfile,
            Finding::TestProfileEnabled,
            Finding::EidCheckDigits,
            Finding::PendingNotifications,
            Finding::MemoryFull,
        ] {
            assert_eq!(finding(&texts, one), one.to_string());
        }
        for one in [
            Advice::FindPort,
            Advice::LeaveTestMode,
            Advice::InsertCard,
            Advice::MaybeNoProfile,
            Advice::OtherAccess,
            Advice::FreeIsdR {
                release: "AT+X".to_owned(),
                restart: "AT+Y".to_owned(),
                source: "a log".to_owned(),
            },
            Advice::AskVendor,
            Advice::PlainCard,
            Advice::AskSmSr,
            Advice::AskEim,
            Advice::ResetCard,
            Advice::DisableTestProfile,
            Advice::DeliverPending,
            Advice::Remove,
            Advice::NothingToRemove,
        ] {
            assert_eq!(advice(&texts, &one), one.to_string());
        }
    }
}
