//! `signoff restore`

use std::path::PathBuf;

use clap::Args;

use super::access::{AccessArgs, ask, iccid};
use super::failure::failure;
use crate::cli::device::{Device, DeviceArgs, block_on};
use crate::cli::{CliError, Console, Exit};
use crate::text::Told;
use crate::usim::{RestoreOptions, Restored, Saved, UsimFailure, restore};

/// Arguments of `signoff restore`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes contacts and short messages of a backup into free records of the enabled profile, and reads them back.
Nothing that is there is written over; what is there already is left out. The profile must be expendable.

Examples:
  signoff restore my-line --dry-run --card contacts
  signoff restore my-line --target serial:/dev/ttyUSB2 --expendable 8932200000000002737")]
pub struct RestoreArgs {
    /// Folder that signoff backup made
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// ICCID, AID of its ISD-P, or name in the card or DUT file; it must be the enabled one
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Say what would be written and what does not fit, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write what fits, even if something else does not
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    access: AccessArgs,
    #[command(flatten)]
    device: DeviceArgs,
}

impl RestoreArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            let saved = Saved::read(&self.folder).map_err(|error| CliError::usage(error.told()))?;
            let mut options = RestoreOptions {
                profile: None,
                via: self.access.via,
                pin: self.access.pin()?,
                expendable: crate::protection::Expendable::None,
                partial: self.partial,
                dry_run: self.dry_run,
            };
            let mut device = self.device.open(console).await?;
            options.expendable = device.expendable.clone();
            let done = write(
                &mut device,
                self.profile.as_deref(),
                &saved,
                &mut options,
                console,
            )
            .await;
            let restored = device.finish(done).await?;
            say(&restored, console)?;
            Ok(Exit::Pass)
        })
    }
}

async fn write(
    device: &mut Device,
    profile: Option<&str>,
    saved: &Saved,
    options: &mut RestoreOptions,
    console: Console,
) -> Result<Restored, CliError> {
    if let Some(name) = profile {
        options.profile = Some(iccid(device, name).await?);
    }
    let mut done = restore(&mut device.lpa, saved, options).await;
    if let Err(first) = &done
        && ask(first, &mut options.pin, console)?
    {
        done = restore(&mut device.lpa, saved, options).await;
    }
    done.map_err(|error| {
        if let UsimFailure::DoesNotFit(misfits) = &error {
            for misfit in misfits {
                console.note(&console.say(
                    "restore-misfit",
                    &[("misfit", console.tell(&misfit.told()).into())],
                ));
            }
        }
        failure(&error, console)
    })
}

fn say(restored: &Restored, console: Console) -> Result<(), CliError> {
    let plan = &restored.plan;
    for misfit in &plan.misfits {
        console.note(&console.say(
            "restore-misfit",
            &[("misfit", console.tell(&misfit.told()).into())],
        ));
    }
    let id = if restored.dry_run {
        "restore-would-write"
    } else {
        "restore-written"
    };
    let iccid = restored.iccid.map(|iccid| iccid.to_string()).unwrap_or_default();
    console.line(&console.say(
        id,
        &[
            ("iccid", iccid.into()),
            ("contacts", plan.contacts.into()),
            ("messages", plan.messages.into()),
            ("records", plan.writes.len().into()),
        ],
    ))?;
    if plan.present > 0 {
        console.line(&console.say("restore-present", &[("count", plan.present.into())]))?;
    }
    Ok(())
}
