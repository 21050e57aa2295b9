//! What can never be right in the steps that need an SM-DP+, beyond names and types.

use super::check::Checker;
use super::deliver::{DeliverExpect, DeliverStep};
use super::diagnostic::Mistake;
use super::document::{Flow, PlacedStep};
use super::download::{DownloadExpect, DownloadRefusedExpect, DownloadStep};
use super::entries::Entries;
use super::expect::Expect;
use super::fault::FaultStep;
use super::field::Field;
use super::place::Place;
use super::refusals;
use super::scalar::{Name, RefusalCode};
use super::smdp::{AddressFaultAction, SmdpExpect, SmdpStep};
use super::step::Step;
use super::word::{AddressFaultKind, Refuser, SmdpState};

/// Looks at one step.
pub(super) fn step(placed: &PlacedStep, flow: &Flow, checker: &mut Checker<'_>) {
    needs_smdp(placed, flow, checker);
    match &placed.step {
        Step::Download(step) => download(step, placed.place, checker),
        Step::Redownload(step) => {
            of_smdp(step.profile.as_ref(), checker);
            endings(step.expect.as_ref(), checker);
        }
        Step::Deliver(step) => deliver(step, checker),
        Step::Smdp(step) => smdp(step, placed.place, checker),
        Step::Verify(step) => states(step.smdp.as_ref(), checker),
        Step::WaitUntil(step) => states(step.smdp.as_ref(), checker),
        Step::Fault(FaultStep::PowerCut(cut)) if cut.at_write.is_some() == cut.at_segment.is_some() => {
            let label = if cut.at_write.is_some() {
                "more than one"
            } else {
                "never strikes"
            };
            let message = "power_cut takes at_write or at_segment";
            push(
                checker,
                Mistake::new("alternatives", placed.place, message, label),
            );
        }
        _ => {}
    }
}

/// The names of states at the SM-DP+.
fn states(states: Option<&Entries<Field<SmdpState>>>, checker: &mut Checker<'_>) {
    for (key, _) in states.iter().flat_map(|states| states.iter()) {
        checker.profile_of_smdp(&key.text, key.place);
    }
}

fn push(checker: &mut Checker<'_>, mistake: Mistake) {
    checker.mistakes.push(mistake);
}

/// What only an SM-DP+ of the flow can do or know.
fn needs_smdp(placed: &PlacedStep, flow: &Flow, checker: &mut Checker<'_>) {
    if flow.smdp.is_some() {
        return;
    }
    let what = match &placed.step {
        Step::Smdp(_) => "smdp",
        Step::Redownload(_) => "redownload",
        Step::Download(step) if step.profile.is_some() => "download of a profile by its name",
        Step::Verify(step) if step.smdp.is_some() => "verify: smdp",
        Step::WaitUntil(step) if step.smdp.is_some() => "wait_until: smdp",
        _ => return,
    };
    let message = format!("{what} needs an SM-DP+, and the flow has none");
    let mistake = Mistake::new("no_smdp", placed.place, message, "nobody to ask");
    push(
        checker,
        mistake.hint(format!(
            "add smdp: with one of {} or a path to the head of the flow",
            signoff_fixtures::smdps().join(", ")
        )),
    );
}

fn of_smdp(name: Option<&Field<Name>>, checker: &mut Checker<'_>) {
    if let Some(field) = name
        && let Ok(name) = field.get(checker.variables)
    {
        // A name that is nowhere has its mistake already.
        let on_card = checker
            .card
            .is_some_and(|card| card.profile(name.as_str()).is_some());
        if on_card {
            checker.profile_of_smdp(name.as_str(), field.place());
        }
    }
}

fn download(step: &DownloadStep, place: Place, checker: &mut Checker<'_>) {
    of_smdp(step.profile.as_ref(), checker);
    if let Some(field) = &step.activation_code
        && let Some(text) = checker.field(field)
        && let Err(error) = text.parse::<signoff_protocol::activation_code::ActivationCode>()
    {
        let message = format!("{text:?} is not an activation code");
        let mistake = Mistake::new("value", field.place(), message, error.to_string());
        push(
            checker,
            mistake.hint("they look like LPA:1$smdp.example$MATCHING-ID"),
        );
    }
    endings(step.expect.as_ref(), checker);
    if let Some(cancel) = &step.cancel_at
        && step.expect.is_none()
    {
        let message = "a session that is cancelled installs nothing";
        let mistake = Mistake::new(
            "unreachable",
            cancel.stage.place(),
            message,
            "expected to be done",
        );
        let reason = cancel.reason.text();
        push(
            checker,
            mistake.hint(format!("add expect: {{ cancelled: {reason} }}")),
        );
    }
    if step.consent.is_some() && step.cancel_at.is_some() {
        let message = "a download takes consent or cancel_at";
        push(
            checker,
            Mistake::new("alternatives", place, message, "more than one"),
        );
    }
}

/// A download ends in one way, and for a reason that the side which ends it can have.
fn endings(expect: Option<&Expect<DownloadExpect>>, checker: &mut Checker<'_>) {
    let Some((place, fields)) = expect.and_then(|expect| Some((expect.place, expect.fields.as_ref()?)))
    else {
        return;
    };
    let done = fields.profile.is_some() || fields.iccid.is_some() || fields.seq_number.is_some();
    let given = [
        done,
        fields.refused.is_some(),
        fields.cancelled.is_some(),
        fields.unknown.is_some(),
    ];
    if given.iter().filter(|given| **given).count() > 1 {
        let mistake = Mistake::new(
            "unreachable",
            place,
            "a download ends in one way only",
            "several endings",
        );
        push(
            checker,
            mistake.hint("keep one of refused, cancelled, unknown and what is true of an installed profile"),
        );
    }
    if let Some(refused) = &fields.refused {
        refusal(refused, checker);
    }
}

/// A code that the side never gives, or never gives at this stage, is never met.
fn refusal(expect: &DownloadRefusedExpect, checker: &mut Checker<'_>) {
    let Some(by) = checker.field(&expect.by) else {
        return;
    };
    let stage = expect.stage.as_ref().and_then(|stage| checker.field(stage));
    if let (Some(stage), Some(field)) = (stage, &expect.stage)
        && !refusals::stages(by).contains(&stage)
    {
        let message = format!("{by} never refuses at {stage}");
        let mistake = Mistake::new("unreachable", field.place(), message, "never met");
        let words: Vec<&str> = refusals::stages(by).iter().map(|stage| stage.name()).collect();
        push(checker, mistake.did_you_mean(stage.name(), "its stages", words));
        return;
    }
    let Some(field) = &expect.code else { return };
    let Some(code) = checker.field(field) else { return };
    code_of(by, stage, &code, field.place(), checker);
}

fn code_of(
    by: Refuser,
    stage: Option<super::word::DownloadStage>,
    code: &RefusalCode,
    place: Place,
    checker: &mut Checker<'_>,
) {
    let known = refusals::codes(by, stage);
    let text = code.to_string();
    let fits = match code {
        RefusalCode::Status(_) => by == Refuser::Smdp,
        RefusalCode::Name(name) => known.iter().any(|known| known == name) || name == "undefined",
    };
    if fits {
        return;
    }
    let message = format!("{by} never refuses a download with {text}");
    let mistake = Mistake::new("unreachable", place, message, "never met");
    if known.is_empty() {
        push(
            checker,
            mistake.hint("it refuses with status codes, as 8.2.6/3.8"),
        );
        return;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    push(checker, mistake.did_you_mean(&text, "its results", known));
}

fn deliver(step: &DeliverStep, checker: &mut Checker<'_>) {
    if let (Some(wait), None) = (&step.wait_ms, &step.attempts) {
        let mistake = Mistake::new(
            "alternatives",
            wait.place(),
            "wait_ms needs attempts",
            "never waits",
        );
        push(checker, mistake.hint("add attempts: with a number above 1"));
    }
    let Some((place, fields)) = step
        .expect
        .as_ref()
        .and_then(|expect| Some((expect.place, expect.fields.as_ref()?)))
    else {
        return;
    };
    let DeliverExpect { entries, .. } = fields;
    if let (Some(numbers), Some(entries)) = (&step.seq_numbers, entries)
        && entries.len() > numbers.len()
    {
        let message = format!(
            "{} entries are expected of {} to deliver",
            entries.len(),
            numbers.len()
        );
        push(checker, Mistake::new("unreachable", place, message, "never met"));
    }
}

fn smdp(step: &SmdpStep, place: Place, checker: &mut Checker<'_>) {
    if let Some(order) = &step.order {
        of_smdp(Some(&order.profile), checker);
    }
    if let Some(cancel) = &step.cancel {
        of_smdp(Some(&cancel.profile), checker);
        if let Some(field) = &cancel.to
            && let Some(state) = checker.field(field)
            && !matches!(state, SmdpState::Available | SmdpState::Unavailable)
        {
            let message = format!("no profile is {state} after CancelOrder");
            let mistake = Mistake::new("unreachable", field.place(), message, "not possible here");
            push(checker, mistake.hint("expected available or unavailable"));
        }
    }
    of_smdp(step.release.as_ref(), checker);
    if let Some(fault) = &step.fault {
        address_fault(fault, checker);
    }
    let acts = step.order.is_some() || step.cancel.is_some() || step.release.is_some();
    if !acts && step.fault.is_none() && step.expect.is_none() {
        let mistake = Mistake::new("alternatives", place, "smdp does nothing", "nothing to act on");
        push(
            checker,
            mistake.hint("add order, cancel, release, fault or expect"),
        );
    }
    let Some(expect) = &step.expect else { return };
    let Some(fields) = &expect.fields else { return };
    let SmdpExpect {
        refused, profiles, ..
    } = fields;
    for (key, _) in profiles.iter() {
        checker.profile_of_smdp(&key.text, key.place);
    }
    let Some(field) = refused else { return };
    if !acts {
        let mistake = Mistake::new("unreachable", field.place(), "nothing is asked for", "never met");
        push(
            checker,
            mistake.hint("only order, cancel and release can be refused"),
        );
    } else if let Some(code) = checker.field(field) {
        code_of(Refuser::Smdp, None, &code, field.place(), checker);
    }
}

fn address_fault(fault: &AddressFaultAction, checker: &mut Checker<'_>) {
    if let Some(smdp) = checker.smdp
        && let Some(address) = checker.field(&fault.address)
    {
        let known: Vec<&str> = smdp
            .addresses
            .iter()
            .chain(&smdp.smds_addresses)
            .map(String::as_str)
            .collect();
        if !known.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
            let message = format!("the SM-DP+ has no address {address:?}");
            let mistake = Mistake::new("smdp", fault.address.place(), message, "never asked");
            push(checker, mistake.did_you_mean(&address, "its addresses", known));
        }
    }
    let Some(kind) = checker.field(&fault.kind) else {
        return;
    };
    // In a matrix one line serves all kinds.
    if fault.kind.literal().is_none() {
        return;
    }
    let parameters = [
        (fault.ms.as_ref().map(Field::place), AddressFaultKind::Slow, "ms"),
        (
            fault.status.as_ref().map(Field::place),
            AddressFaultKind::Status,
            "status",
        ),
        (
            fault.to.as_ref().map(Field::place),
            AddressFaultKind::Redirect,
            "to",
        ),
    ];
    for (given, of, name) in parameters {
        if let Some(at) = given
            && of != kind
        {
            let message = format!("{name} is only for the fault {of}");
            push(
                checker,
                Mistake::new("alternatives", at, message, "has no effect"),
            );
        }
    }
    if kind == AddressFaultKind::None
        && let Some(times) = &fault.times
    {
        let message = "no fault strikes no requests";
        push(
            checker,
            Mistake::new("alternatives", times.place(), message, "has no effect"),
        );
    }
}
