//! Going on with a run that was interrupted.

use std::path::Path;

use jiff::Timestamp;

use super::RemoveArgs;
use super::carry_out::{Opened, carry_out, known_session};
use super::confirm::{Consent, confirm};
use super::prepare::journal_error;
use super::saved::Saved;
use crate::cli::device::{lpa_error, settled};
use crate::cli::{CliError, Console, Exit};
use crate::lpa::LpaError;
use crate::removal::{ContactOutcome, Decision, FileJournal, History, Ledger as _, Record};
use crate::runner::Stop;

/// Goes on with the run in `folder`.
pub(super) async fn resume(
    mut args: RemoveArgs,
    folder: &Path,
    stop: Stop,
    console: Console,
) -> Result<Exit, CliError> {
    let (mut journal, mut history) = FileJournal::open(folder).map_err(|error| journal_error(&error))?;
    let saved: Saved = serde_json::from_value(history.plan.arguments.clone())
        .map_err(|error| CliError::usage(format!("the options of the run can't be read: {error}")))?;
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
        return Err(CliError::protected(format!(
            "the run is about the eUICC {}, and this is {eid}; nothing was changed",
            history.plan.eid
        )));
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
    if let Some(reference) = &opened.args.reference {
        for profile in &history.plan.profiles {
            decide(Decision::Contacted {
                iccid: profile.iccid.clone(),
                reference: Some(reference.clone()),
                outcome: ContactOutcome::Done,
            });
        }
    }
    for record in records {
        journal.append(&record).map_err(|error| journal_error(&error))?;
        history.add(record);
    }
    Ok(())
}
