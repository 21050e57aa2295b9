//! Going on with a run that was interrupted.

use std::path::Path;

use jiff::Timestamp;

use super::carry_out::{Opened, carry_out, known_session};
use super::confirm::{Consent, confirm};
use super::failure::journal_error;
use super::pin::{self, Moment};
use super::saved::Saved;
use super::{RemoveArgs, contact};
use crate::cli::device::{lpa_error, settled};
use crate::cli::{CliError, Console, Exit};
use crate::lpa::LpaError;
use crate::removal::{Decision, FileJournal, History, Ledger as _, Record, Step, StepKind};
use crate::runner::Stop;
use crate::text::Message;

/// Goes on with the run in `folder`.
pub(super) async fn resume(
    mut args: RemoveArgs,
    folder: &Path,
    stop: Stop,
    console: Console,
) -> Result<Exit, CliError> {
    let (mut journal, mut history) = FileJournal::open(folder).map_err(|error| journal_error(&error))?;
    let saved: Saved = serde_json::from_value(history.plan.arguments.clone()).map_err(|error| {
        let said = error.to_string().into();
        CliError::usage(Message::say("remove-options-unreadable", &[("said", said)]))
    })?;
    // What is said now counts more than what was said at the beginning; the default says nothing.
    if args.patience == std::time::Duration::from_secs(30) {
        args.patience = saved.patience();
    }
    saved.restore(&mut args)?;
    let session = known_session(folder);
    let mut opened = Opened::open(args, session, console).await?;
    match go_on(&mut opened, &mut journal, &mut history, &stop, console).await {
        Ok(()) => carry_out(opened, journal, history, stop, console).await,
        Err(error) => opened.device.finish(Err(error)).await,
    }
}

async fn go_on(
    opened: &mut Opened,
    journal: &mut FileJournal,
    history: &mut History,
    stop: &Stop,
    console: Console,
) -> Result<(), CliError> {
    let mut read = opened.device.lpa.get_eid().await;
    if matches!(read, Err(LpaError::NoIsdR { .. })) {
        // Whoever died between the two halves of a power cycle has left the card without power.
        opened
            .device
            .lpa
            .power_cycle()
            .await
            .map_err(|error| lpa_error(&error))?;
        read = opened.device.lpa.get_eid().await;
    }
    let eid = settled(read)?.to_string();
    if eid != history.plan.eid {
        let variables = [("planned", (&history.plan.eid).into()), ("found", eid.into())];
        return Err(CliError::protected(Message::say(
            "remove-other-euicc",
            &variables,
        )));
    }
    let profiles = &history.plan.profiles;
    let is_backed_up = |iccid: &str| history.is_settled(&Step::of(StepKind::Backup, iccid));
    if history.plan.backup.is_some() && !profiles.iter().all(|profile| is_backed_up(&profile.iccid)) {
        pin::provide(opened, profiles, Moment::Resumption, console).await?;
    }
    let mut records = vec![Record::Resumed {
        at: Timestamp::now().to_string(),
    }];
    let mut decide = |decision| {
        records.push(Record::Decided {
            at: Timestamp::now().to_string(),
            decision,
        });
    };
    if !history.is_confirmed() {
        let consent = Consent {
            profiles: &history.plan.profiles,
            method: history.plan.method,
            simulated: opened.device.simulated,
            expendable: &opened.device.expendable,
            yes: opened.args.yes,
        };
        decide(confirm(&consent, stop, console).await?);
    }
    for step in &opened.args.skip {
        decide(Decision::Skip { step: *step });
    }
    if opened.desk.is_none() {
        contact::given(&opened.args, &history.plan.profiles)?
            .into_iter()
            .for_each(&mut decide);
    }
    for record in records {
        journal.append(&record).map_err(|error| journal_error(&error))?;
        history.add(record);
    }
    Ok(())
}
