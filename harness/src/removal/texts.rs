//! What a journal holds, for a person, in their language.

use super::{
    BackupContents, Decision, Delivered, Evidence, Fact, How, Omission, OnCard, Sent, Step, StepKind,
    StepOutcome, Trouble,
};
use crate::text::Texts;
use crate::verification::texts as verification;

/// What a step does.
pub fn kind(texts: &Texts, kind: StepKind) -> String {
    match kind {
        StepKind::Backup => texts.say("remove-step-backup", &[]),
        StepKind::Terminate => texts.say("remove-step-terminate", &[]),
        StepKind::Disable => texts.say("remove-step-disable", &[]),
        StepKind::Delete => texts.say("remove-step-delete", &[]),
        StepKind::Reset => texts.say("remove-step-reset", &[]),
        StepKind::Deliver => texts.say("remove-step-deliver", &[]),
        StepKind::Verify => texts.say("remove-step-verify", &[]),
    }
}

/// A step, and the profile that it is about.
pub fn step(texts: &Texts, step: &Step) -> String {
    let name = kind(texts, step.kind);
    match &step.iccid {
        Some(iccid) => {
            let iccid = iccid.into();
            texts.say("remove-step-of", &[("step", name.into()), ("iccid", iccid)])
        }
        None => name,
    }
}

/// How a step ended, in a word or two.
pub fn ending(texts: &Texts, outcome: &StepOutcome) -> String {
    match outcome {
        StepOutcome::Done {
            how: How::Answered, ..
        } => texts.say("remove-outcome-done", &[]),
        StepOutcome::Done {
            how: How::ReadBack, ..
        } => texts.say("remove-outcome-read-back", &[]),
        StepOutcome::Done {
            how: How::NotNeeded, ..
        } => texts.say("remove-outcome-not-needed", &[]),
        StepOutcome::Skipped { .. } => texts.say("remove-outcome-skipped", &[]),
        StepOutcome::Failed { .. } => texts.say("remove-outcome-failed", &[]),
    }
}

/// What was done, or why not.
pub fn outcome(texts: &Texts, outcome: &StepOutcome) -> String {
    match outcome {
        StepOutcome::Done { fact: done, .. } => fact(texts, done),
        StepOutcome::Skipped { reason } => omission(texts, reason),
        StepOutcome::Failed { reason, .. } => trouble(texts, reason),
    }
}

/// What was decided, where it is worth a line of its own.
pub fn confirmed(texts: &Texts, decision: &Decision) -> Option<String> {
    let Decision::Confirmed { how } = decision else {
        return None;
    };
    Some(match how.as_str() {
        "typed" => texts.say("remove-certificate-typed", &[]),
        _ => texts.say("remove-certificate-yes", &[]),
    })
}

/// What was done, or found so.
pub fn fact(texts: &Texts, fact: &Fact) -> String {
    match fact {
        Fact::BackupWritten { folder } => {
            texts.say("remove-fact-backup-written", &[("folder", folder.into())])
        }
        Fact::Contacted => texts.say("remove-fact-contacted", &[]),
        Fact::Ordered {
            reference,
            from,
            total,
        } => {
            let order = texts.say("remove-fact-ordered", &[("reference", reference.into())]);
            let from = from
                .as_ref()
                .map(|date| texts.say("remove-fact-ordered-from", &[("date", date.into())]));
            let total = total
                .as_ref()
                .map(|money| texts.say("remove-fact-ordered-total", &[("money", money.into())]));
            [Some(order), from, total].into_iter().flatten().collect()
        }
        Fact::NothingToEnd { reason } => verification::failure(texts, reason),
        Fact::NotEnabled => texts.say("remove-fact-not-enabled", &[]),
        Fact::NotListed => texts.say("remove-fact-not-listed", &[]),
        Fact::NoneListed => texts.say("remove-fact-none-listed", &[]),
        Fact::Changed { function } => texts.say("remove-fact-changed", &[("function", function.into())]),
        Fact::Acknowledged { count } => texts.say("remove-fact-acknowledged", &[("count", (*count).into())]),
        Fact::Verified { verdict } => verification::word(texts, *verdict),
        Fact::Said(text) => match fact.verdict() {
            Some(verdict) => verification::word(texts, verdict),
            None => quoted(texts, text),
        },
    }
}

/// Why a step was left out.
pub fn omission(texts: &Texts, omission: &Omission) -> String {
    match omission {
        Omission::Decided => texts.say("remove-omission-decided", &[]),
        Omission::NoBackupWanted => texts.say("remove-omission-no-backup", &[]),
        Omission::NoneEnabled => texts.say("remove-omission-none-enabled", &[]),
        Omission::OtherEnabled { enabled } => {
            texts.say("remove-omission-other-enabled", &[("enabled", enabled.into())])
        }
        Omission::NotContacted => texts.say("remove-omission-not-contacted", &[]),
        Omission::ContactPostponed => texts.say("remove-omission-postponed", &[]),
        Omission::Said(text) => quoted(texts, text),
    }
}

/// Why a step failed.
pub fn trouble(texts: &Texts, trouble: &Trouble) -> String {
    let tries = |tries: &Option<u8>| match tries {
        Some(tries) => texts.say("remove-pin-tries", &[("tries", (*tries).into())]),
        None => texts.say("remove-pin-tries-unknown", &[]),
    };
    match trouble {
        Trouble::NotAcknowledged { count } => {
            texts.say("remove-trouble-not-acknowledged", &[("count", (*count).into())])
        }
        Trouble::NoIccid { text } => texts.say("remove-trouble-no-iccid", &[("text", text.into())]),
        Trouble::NoWayToSmdp => texts.say("remove-trouble-no-smdp", &[]),
        Trouble::NoOperator => texts.say("remove-trouble-no-operator", &[]),
        Trouble::OrderFailed { reference, said } => {
            let reference = reference.into();
            match said {
                Some(said) => texts.say(
                    "remove-trouble-order-failed-said",
                    &[("reference", reference), ("said", said.into())],
                ),
                None => texts.say("remove-trouble-order-failed", &[("reference", reference)]),
            }
        }
        Trouble::ContactRefused => texts.say("remove-trouble-contact-refused", &[]),
        Trouble::ContactNotReached => texts.say("remove-trouble-contact-not-reached", &[]),
        Trouble::NotWritten { place, said } => texts.say(
            "remove-trouble-not-written",
            &[("place", place.into()), ("said", said.into())],
        ),
        Trouble::NotDone { function, times } => texts.say(
            "remove-trouble-not-done",
            &[("function", function.into()), ("times", (*times).into())],
        ),
        Trouble::Unclear { function } => {
            texts.say("remove-trouble-unclear", &[("function", function.into())])
        }
        Trouble::PinNeeded { tries: left } => {
            texts.say("remove-trouble-pin-needed", &[("tries", tries(left).into())])
        }
        Trouble::PinWrong { tries: left } => {
            texts.say("remove-trouble-pin-wrong", &[("tries", tries(left).into())])
        }
        Trouble::PinLastTry => texts.say("remove-trouble-pin-last-try", &[]),
        Trouble::PinBlocked => texts.say("remove-trouble-pin-blocked", &[]),
        Trouble::UsimUnreachable => texts.say("remove-trouble-usim-unreachable", &[]),
        Trouble::Asked(failure) => verification::failure(texts, failure),
    }
}

/// What proves it: its name, and what it says.
pub fn evidence(texts: &Texts, evidence: &Evidence) -> (String, String) {
    match evidence {
        Evidence::Reference { number } => (texts.say("remove-evidence-reference", &[]), number.clone()),
        Evidence::ExternalId { name } => (texts.say("remove-evidence-external-id", &[]), name.clone()),
        Evidence::Backup { contents, .. } => {
            let text = match contents {
                Some(BackupContents { contacts, messages }) => texts.say(
                    "remove-evidence-backup-contents",
                    &[("contacts", (*contacts).into()), ("messages", (*messages).into())],
                ),
                None => texts.say("remove-evidence-backup-before", &[]),
            };
            (texts.say("remove-evidence-backup", &[]), text)
        }
        Evidence::Notification(delivered) => {
            let number = delivered.number.into();
            let name = texts.say("remove-evidence-notification", &[("number", number)]);
            (name, notification(texts, delivered))
        }
        Evidence::Verification { verdict, .. } => (
            texts.say("remove-evidence-verification", &[]),
            verification::word(texts, *verdict),
        ),
        Evidence::Said { name, text, .. } => (quoted(texts, name), quoted(texts, text)),
    }
}

fn notification(texts: &Texts, delivered: &Delivered) -> String {
    let outcome = sent(texts, &delivered.sent);
    let outcome = match &delivered.card {
        OnCard::Removed => texts.say("notification-removed", &[("outcome", outcome.into())]),
        OnCard::Kept => outcome,
        OnCard::NotRemoved { said } => texts.say(
            "notification-not-removed",
            &[
                ("outcome", outcome.into()),
                ("reason", quoted(texts, said).into()),
            ],
        ),
    };
    match &delivered.event {
        Some(event) => {
            let event = self::event(texts, event).into();
            let address = (&delivered.address).into();
            texts.say(
                "remove-evidence-delivery",
                &[
                    ("event", event),
                    ("address", address),
                    ("outcome", outcome.into()),
                ],
            )
        }
        None => outcome,
    }
}

/// What a notification reports, by the name that documents write.
pub fn event(texts: &Texts, name: &str) -> String {
    match name {
        "install" => texts.say("common-event-install", &[]),
        "enable" => texts.say("common-event-enable", &[]),
        "disable" => texts.say("common-event-disable", &[]),
        "delete" => texts.say("common-event-delete", &[]),
        other => other.to_owned(),
    }
}

fn sent(texts: &Texts, sent: &Sent) -> String {
    match sent {
        Sent::Acknowledged { attempts, again } => {
            let id = if *again {
                "notification-acknowledged-again"
            } else {
                "notification-acknowledged"
            };
            texts.say(id, &[("attempts", (*attempts).into())])
        }
        Sent::Failed { attempts, reason } => texts.say(
            "notification-failed",
            &[
                ("error", verification::failure(texts, reason).into()),
                ("attempts", (*attempts).into()),
            ],
        ),
        Sent::Held { behind } => texts.say("notification-held", &[("behind", (*behind).into())]),
        Sent::NotFound => texts.say("notification-not-found", &[]),
        Sent::BadAddress => texts.say("remove-evidence-bad-address", &[]),
        Sent::Unreadable { said } => texts.say(
            "notification-unreadable",
            &[("reason", quoted(texts, said).into())],
        ),
        Sent::NotArchived { said } => texts.say(
            "notification-not-archived",
            &[("reason", quoted(texts, said).into())],
        ),
        Sent::NotAttempted => texts.say("notification-not-attempted", &[]),
    }
}

/// The words of somebody else.
fn quoted(texts: &Texts, text: &str) -> String {
    texts.say("remove-said", &[("text", text.into())])
}
