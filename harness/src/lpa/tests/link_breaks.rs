//! The link breaks at every call of every change: channels are closed, nothing is done twice, and what the
//! outcome says is true.

use futures::executor::block_on;
use signoff_protocol::es10c::{ResetOption, ResetOptions};
use signoff_protocol::id::{Aid, SeqNumber};
use signoff_protocol::profile::{ProfileClass, ProfileTarget};

use super::fake::{Break, FIRST, Fake, SECOND, iccid};
use crate::lpa::{ExchangeLog, ExchangeOutcome, Lpa, LpaError, LpaOptions, Outcome, Resolution, StateChange};

/// More calls than any of these changes makes.
const MAX_CALLS: usize = 64;

fn changes() -> Vec<StateChange> {
    let first = ProfileTarget::Iccid(iccid(FIRST));
    let second = ProfileTarget::Iccid(iccid(SECOND));
    vec![
        StateChange::Enable {
            target: second,
            refresh: false,
        },
        StateChange::Enable {
            target: ProfileTarget::IsdpAid(Aid::isd_p(0x11)),
            refresh: true,
        },
        StateChange::Disable {
            target: first,
            refresh: true,
        },
        StateChange::Delete { target: second },
        StateChange::MemoryReset {
            options: ResetOptions::of(&[ResetOption::DeleteOperationalProfiles]),
        },
        StateChange::SetNickname {
            iccid: iccid(SECOND),
            nickname: "holiday".to_owned(),
        },
        StateChange::SetDefaultDpAddress {
            address: "smdp.example".to_owned(),
        },
        StateChange::RemoveNotification {
            seq_number: SeqNumber::new(7),
        },
    ]
}

/// Segments of 10 bytes and answers in pieces, so that there are many places to break.
fn lpa(fake: &Fake, pieces: usize, log: &ExchangeLog) -> Lpa {
    fake.state().pieces = pieces;
    let options = LpaOptions {
        segment: Some(10),
        ..LpaOptions::default()
    };
    Lpa::new(Box::new(fake.clone()), options, Box::new(log.clone()))
}

/// Whether the change was reached at all with the break at this call. `warm`: the channel was open before.
fn broken_at(change: &StateChange, at: usize, how: Break, pieces: usize, warm: bool) -> bool {
    let context = format!("{change}, {how:?} at call {at}, pieces of {pieces}, warm: {warm}");
    let fake = Fake::new();
    let log = ExchangeLog::default();
    let mut lpa = lpa(&fake, pieces, &log);
    if warm {
        block_on(lpa.open()).expect("an ISD-R");
    }
    let at = at + fake.state().calls;
    fake.state().break_at = Some((at, how));
    let outcome = block_on(lpa.change(change));
    let struck = fake.state().calls > at;
    let carried_out = fake.state().carried_out.len();
    assert!(carried_out <= 1, "{context}: carried out {carried_out} times");
    if outcome != Ok(Outcome::Done(())) {
        assert_eq!(lpa.channel(), None, "{context}: the channel is given up");
        if how == Break::LoseAnswer && at > 0 {
            assert!(fake.state().open.is_empty(), "{context}: the channel is closed");
        }
    }
    match &outcome {
        Ok(Outcome::Done(())) => assert_eq!(carried_out, 1, "{context}"),
        Ok(Outcome::Unknown(_)) => {
            let last = log.take().pop().expect("an exchange");
            assert!(matches!(last.outcome, ExchangeOutcome::Lost(_)), "{context}");
            assert_eq!(lpa.unresolved(), Some(change), "{context}");
            unknown_is_resolved(&fake, &mut lpa, change, how, &context);
        }
        Ok(Outcome::Refused(refusal)) => panic!("{context}: {refusal}"),
        Err(error) => {
            assert_eq!(carried_out, 0, "{context}: {error}, but it was carried out");
            assert!(error.transport().is_some(), "{context}: {error}");
        }
    }
    let _closed = block_on(lpa.close());
    channels_are_closed(&fake, how, &context);
    struck
}

fn unknown_is_resolved(fake: &Fake, lpa: &mut Lpa, change: &StateChange, how: Break, context: &str) {
    let carried_out = fake.state().carried_out.len();
    let again = block_on(lpa.change(change));
    assert!(
        matches!(again, Err(LpaError::Unresolved { .. })),
        "{context}: {again:?}"
    );
    let resolution = block_on(lpa.resolve(change));
    assert_eq!(
        fake.state().carried_out.len(),
        carried_out,
        "{context}: resolving changed the state"
    );
    if how.is_for_ever() {
        assert!(
            matches!(resolution, Err(LpaError::Unresolvable { .. })),
            "{context}"
        );
        return;
    }
    let want = if carried_out == 1 {
        Resolution::Done
    } else {
        Resolution::NotDone
    };
    assert_eq!(resolution, Ok(want), "{context}");
    assert_eq!(lpa.unresolved(), None, "{context}");
}

/// A card without power and a device that is gone have no channels; a lost command can't be closed after.
fn channels_are_closed(fake: &Fake, how: Break, context: &str) {
    if matches!(
        how,
        Break::Disconnected | Break::DisconnectedAfter | Break::MuteUntilReset | Break::MuteUntilPowerCycle
    ) {
        return;
    }
    let state = fake.state();
    let lost_at_opening_or_closing = state
        .break_at
        .is_some_and(|(at, _)| at == 0 || at + 1 == state.calls);
    assert!(
        state.open.is_empty() || lost_at_opening_or_closing,
        "{context}: {:?} left open",
        state.open
    );
}

#[test]
fn every_change_at_every_call() {
    for change in changes() {
        for how in Break::ALL {
            for (pieces, warm) in [(0, false), (2, false), (0, true), (2, true)] {
                let last = (0..MAX_CALLS).find(|at| !broken_at(&change, *at, how, pieces, warm));
                let last = last.expect("the change ends") + usize::from(warm);
                assert!(last >= 2, "{change}: only {last} calls");
            }
        }
    }
}

#[test]
fn a_break_before_the_last_segment_is_an_error_and_not_unknown() {
    let change = StateChange::SetDefaultDpAddress {
        address: "a-long-name.smdp.example".to_owned(),
    };
    let fake = Fake::new();
    let mut lpa = lpa(&fake, 0, &ExchangeLog::default());
    // Call 0 opens, call 1 is the first of three segments.
    fake.state().break_at = Some((1, Break::LoseAnswer));
    assert!(matches!(
        block_on(lpa.change(&change)),
        Err(LpaError::Transport { .. })
    ));
    assert_eq!(lpa.unresolved(), None);
    assert_eq!(
        block_on(lpa.change(&change)),
        Ok(Outcome::Done(())),
        "it may be sent again"
    );
}

#[test]
fn a_card_that_was_reset_before_its_answer_was_fetched_leaves_the_outcome_unknown() {
    for (answers, unknown) in [
        (&["6106", "6F00"][..], true),
        (&["6106", "6985"][..], true),
        (&["6F00"][..], true),
        (&["6581"][..], true),
        (&["6985"][..], false),
        (&["6A88"][..], false),
    ] {
        let fake = Fake::new();
        fake.state().scripted = answers.to_vec();
        let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
        let options = ResetOptions::of(&[ResetOption::DeleteOperationalProfiles]);
        let outcome = block_on(lpa.memory_reset(options)).expect("an outcome");
        assert_eq!(
            matches!(outcome, Outcome::Unknown(_)),
            unknown,
            "{answers:?}: {outcome:?}"
        );
        assert_eq!(outcome.refusal().is_some(), !unknown, "{answers:?}");
    }
}

#[test]
fn a_card_that_shows_its_new_state_after_a_reset_only_is_reset_where_a_refresh_was_due() {
    let target = ProfileTarget::Iccid(iccid(SECOND));
    for (refresh, want) in [(true, Resolution::Done), (false, Resolution::NotDone)] {
        let fake = Fake::new();
        let shown = fake.state().profiles.clone();
        let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
        let change = StateChange::Enable { target, refresh };
        assert_eq!(block_on(lpa.change(&change)), Ok(Outcome::Done(())));
        fake.state().shown = Some(shown);
        assert_eq!(block_on(lpa.resolve(&change)), Ok(want), "refresh: {refresh}");
    }
}

#[test]
fn a_change_whose_answer_never_ends_has_to_be_read_back() {
    let fake = Fake::new();
    fake.state().scripted = vec!["6101"; 5000];
    let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
    let target = ProfileTarget::Iccid(iccid(SECOND));
    let endless = block_on(lpa.delete(target));
    assert!(matches!(endless, Err(LpaError::Endless { .. })), "{endless:?}");
    assert!(fake.state().open.is_empty(), "the channel is closed");
    let again = block_on(lpa.delete(target));
    assert!(matches!(again, Err(LpaError::Unresolved { .. })), "{again:?}");
}

#[test]
fn what_test_profiles_tell_of_a_memory_reset() {
    let field = ResetOption::DeleteFieldLoadedTestProfiles;
    let preloaded = ResetOption::DeletePreLoadedTestProfiles;
    for (options, left, want) in [
        (&[field][..], false, Some(Resolution::Done)),
        (&[field], true, None),
        (&[preloaded], true, None),
        (&[field, preloaded], true, Some(Resolution::NotDone)),
        (&[field, preloaded], false, Some(Resolution::Done)),
    ] {
        let fake = Fake::new();
        if left {
            fake.state().profiles[1].class = Some(ProfileClass::Test);
        }
        let mut lpa = Lpa::new(Box::new(fake), LpaOptions::default(), Box::new(()));
        let options = ResetOptions::of(options);
        let resolution = block_on(lpa.resolve(&StateChange::MemoryReset { options })).expect("an answer");
        match want {
            Some(want) => assert_eq!(resolution, want, "{options:?}, left: {left}"),
            None => assert!(
                matches!(resolution, Resolution::Unclear(_)),
                "{options:?}: {resolution:?}"
            ),
        }
    }
}

#[test]
fn a_profile_that_is_gone_is_not_enabled() {
    let fake = Fake::new();
    fake.state().profiles.clear();
    let mut lpa = Lpa::new(Box::new(fake), LpaOptions::default(), Box::new(()));
    let target = ProfileTarget::Iccid(iccid(FIRST));
    for (change, want) in [
        (
            StateChange::Disable {
                target,
                refresh: false,
            },
            Resolution::Done,
        ),
        (
            StateChange::Enable {
                target,
                refresh: false,
            },
            Resolution::NotDone,
        ),
    ] {
        assert_eq!(block_on(lpa.resolve(&change)), Ok(want), "{change}");
    }
}

#[test]
fn a_state_that_does_not_tell_is_said_to_be_unclear() {
    let fake = Fake::new();
    let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
    let options = ResetOptions::of(&[ResetOption::ResetDefaultSmdpAddress]);
    let resolution = block_on(lpa.resolve(&StateChange::MemoryReset { options }));
    assert!(matches!(resolution, Ok(Resolution::Unclear(_))), "{resolution:?}");
}
