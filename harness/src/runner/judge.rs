//! The answer to a step against all that the step expects of it.

use signoff_protocol::id::Eid;

use super::answer::{Answer, Ended};
use super::compare::{Check, ending};
use super::verdict::Difference;
use crate::flow::expect::{Ending, Expect, HasEnding};
use crate::flow::step::Step;
use crate::flow::usim::{BackupStep, RestoreStep};

/// What differs. `eid` is that of the card, where the step asks who signed.
pub(super) fn judge(mut check: Check<'_>, step: &Step, ended: &Ended, eid: Option<Eid>) -> Vec<Difference> {
    compare(&mut check, step, ended, eid);
    check.into_differences()
}

fn compare(check: &mut Check<'_>, step: &Step, ended: &Ended, eid: Option<Eid>) {
    match step {
        Step::Detect(step) => {
            if let (Some(Answer::Detection(actual)), Some(expect)) =
                fields(check, step.expect.as_ref(), ended)
            {
                check.detection(expect, actual);
            }
        }
        Step::List(step) => {
            if let (Some(Answer::Profiles(actual)), Some(expect)) = fields(check, step.expect.as_ref(), ended)
            {
                check.profiles(expect, actual);
            }
        }
        Step::Enable(step) => only_ending(check, step.expect.as_ref(), ended),
        Step::Disable(step) => only_ending(check, step.expect.as_ref(), ended),
        Step::Delete(step) => only_ending(check, step.expect.as_ref(), ended),
        Step::MemoryReset(step) => only_ending(check, step.expect.as_ref(), ended),
        Step::Nickname(step) => only_ending(check, step.expect.as_ref(), ended),
        Step::Notifications(step) => match fields(check, step.expect.as_ref(), ended) {
            (Some(Answer::Notifications(actual)), Some(expect)) => check.notifications(expect, actual),
            (Some(Answer::Retrieved(actual)), Some(expect)) => check.retrieved(expect, actual, eid),
            _ => {}
        },
        Step::Rat(step) => {
            if let (Some(Answer::RulesAuthorisationTable(actual)), Some(expect)) =
                fields(check, step.expect.as_ref(), ended)
            {
                check.rules_authorisation_table(expect, actual);
            }
        }
        Step::Addresses(step) => {
            if let (Some(Answer::Addresses(actual)), Some(expect)) =
                fields(check, step.expect.as_ref(), ended)
            {
                check.addresses(expect, actual);
            }
        }
        Step::Eid(step) => {
            if let (Some(Answer::Eid(actual)), Some(expect)) = fields(check, step.expect.as_ref(), ended) {
                check.eid(expect, actual);
            }
        }
        Step::Info(step) => {
            if let (Some(Answer::Info(actual)), Some(expect)) = fields(check, step.expect.as_ref(), ended) {
                check.info(expect, actual);
            }
        }
        Step::Download(step) => check.download(step.expect.as_ref(), ended),
        Step::Redownload(step) => check.download(step.expect.as_ref(), ended),
        Step::Deliver(step) => {
            if let Some(Answer::Delivered(actual)) = ending(check, Ending::Done, ended) {
                check.delivered(inner(step.expect.as_ref()), actual);
            }
        }
        Step::Smdp(step) => {
            if let Some(Answer::Smdp(actual)) = ending(check, Ending::Done, ended) {
                check.smdp(inner(step.expect.as_ref()), actual);
            }
        }
        Step::Operator(step) => {
            if let Some(Answer::Desk(actual)) = ending(check, Ending::Done, ended) {
                check.desk(inner(step.expect.as_ref()), actual);
            }
        }
        Step::Manual(step) => {
            if let Some(Answer::Manual(actual)) = ending(check, Ending::Done, ended) {
                check.manual(inner(step.expect.as_ref()), actual);
            }
        }
        Step::Backup(step) => backup(check, step, ended),
        Step::Restore(step) => restored(check, step, ended),
        Step::Apdu(step) => {
            if let Some(Answer::Apdu(actual)) = ending(check, Ending::Done, ended) {
                check.apdu(inner(step.expect.as_ref()), actual);
            }
        }
        Step::At(step) => {
            if let Some(Answer::At(actual)) = ending(check, Ending::Done, ended) {
                check.at(inner(step.expect.as_ref()), actual);
            }
        }
        Step::Reset(step) => reset(check, step.expect.as_ref(), ended),
        Step::PowerCycle(step) => reset(check, step.expect.as_ref(), ended),
        Step::WaitUntil(step) => state(check, &step.state(), ended),
        Step::Verify(step) => {
            state(check, &step.state(), ended);
            if let (Some(expect), Ended::Answer(Answer::State(actual))) = (&step.ways, ended)
                && let Some(ways) = &actual.ways
            {
                check.ways(expect, ways);
            }
        }
        Step::Fault(_) | Step::Snapshot(_) => {
            ending(check, Ending::Done, ended);
        }
    }
}

/// The answer, if the step wants one and has one, and the fields that it is held against.
fn fields<'e, 'x, T: HasEnding>(
    check: &mut Check<'_>,
    expect: Option<&'x Expect<T>>,
    ended: &'e Ended,
) -> (Option<&'e Answer>, Option<&'x T>) {
    let wanted = expect.map_or(Ending::Done, Expect::ending);
    (ending(check, wanted, ended), inner(expect))
}

fn only_ending<T: HasEnding>(check: &mut Check<'_>, expect: Option<&Expect<T>>, ended: &Ended) {
    fields(check, expect, ended);
}

fn inner<T>(expect: Option<&Expect<T>>) -> Option<&T> {
    expect.and_then(|expect| expect.fields.as_ref())
}

fn reset(check: &mut Check<'_>, expect: Option<&Expect<crate::flow::expect::ResetExpect>>, ended: &Ended) {
    if let Some(Answer::Reset(actual)) = ending(check, Ending::Done, ended) {
        check.atr(inner(expect), actual.as_ref());
    }
}

fn state(check: &mut Check<'_>, expect: &crate::flow::expect::StateExpect, ended: &Ended) {
    if let Some(Answer::State(actual)) = ending(check, Ending::Done, ended) {
        check.state(expect, actual);
    }
}

fn backup(check: &mut Check<'_>, step: &BackupStep, ended: &Ended) {
    if let (Some(Answer::Backup(actual)), Some(expect)) = fields(check, step.expect.as_ref(), ended) {
        check.backup(expect, actual);
    }
}

fn restored(check: &mut Check<'_>, step: &RestoreStep, ended: &Ended) {
    if let (Some(Answer::Restored(actual)), Some(expect)) = fields(check, step.expect.as_ref(), ended) {
        check.restored(expect, &actual.plan);
    }
}
