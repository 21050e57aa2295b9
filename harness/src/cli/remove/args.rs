//! The arguments, and the two ways to begin.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::cli::desk::DeskArgs;
use crate::cli::device::{DeviceArgs, block_on};
use crate::cli::signals::{Signals, stop_when_asked};
use crate::cli::usim::PinArgs;
use crate::cli::witnesses::{WitnessArgs, duration};
use crate::cli::{CliError, Console, Exit};
use crate::operator::EndChoice;
use crate::removal::certificate::EidShown;
use crate::removal::{Method, StepKind};
use crate::runner::Stopper;
use crate::usim::{Pin, PinOptions};

/// Arguments of `signoff remove`.
#[derive(Debug, Args)]
#[command(after_help = "\
Shows the profile, what will be lost and what the contract says; asks; backs up; ends the contract at the operator, or
notes the contact with it; disables, deletes, delivers the notifications, verifies by independent ways, waits for those
who need time, and issues a certificate. It can be interrupted at any moment and resumed.

On a real device the last four digits of the ICCID are asked for, unless --yes comes with --expendable.

The file of --answers says who is asking at a desk (operator: {account: \"…\", document: \"…\"}), or what came of a call
without one (call the operator: {outcome: done, reference: \"4711\"}). It can have both.

Exit codes: 0 removed, 1 anything else that is known, 3 no answer, 4 not confirmed or protected, 130 interrupted.
docs/removal.md lists the verdicts.

Examples:
  signoff remove 8932100000000000013 --target serial:/dev/ttyUSB2 --tls-root ci.pem --no-backup
  signoff remove orange --dut lab/dut.yaml --account A-1001 --document 592-1234567-89 --backup backup/
  signoff remove --resume signoff-removal-20260501T101500Z")]
pub struct RemoveArgs {
    /// ICCID, or name in the card or DUT file
    #[arg(value_name = "PROFILE", required_unless_present_any = ["resume", "keep", "method"])]
    pub(super) profile: Option<String>,
    /// How it is removed
    #[arg(long, value_enum, default_value_t, value_name = "METHOD")]
    pub(super) method: Method,
    /// The profile that stays, for all_but_one
    #[arg(long, value_name = "PROFILE", conflicts_with = "profile")]
    pub(super) keep: Option<String>,
    /// Do not ask; on a real device --expendable must name what is lost
    #[arg(long)]
    pub(super) yes: bool,
    /// Write contacts and messages of the enabled profile to this folder before [default: RUN/backup]
    #[arg(long, value_name = "DIR", conflicts_with = "no_backup")]
    pub(super) backup: Option<PathBuf>,
    /// Nothing is to be kept
    #[arg(long)]
    pub(super) no_backup: bool,
    /// PIN 1 of the profile, if its backup needs it; sent once, never guessed
    #[arg(long, value_name = "PIN", conflicts_with_all = ["pin_file", "pin_env"])]
    pub(super) pin: Option<Pin>,
    #[command(flatten)]
    pin_source: PinArgs,
    /// When the contract shall end: earliest, withdrawal, or a date
    #[arg(long, value_name = "DATE|earliest", default_value_t)]
    pub(super) at: EndChoice,
    /// Reference number of a contact with the operator by telephone or in a shop
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["operator", "answers"])]
    pub(super) reference: Option<String>,
    /// Folder of the run, with journal, evidence and certificate [default: signoff-removal-TIME]
    #[arg(long, value_name = "DIR")]
    pub(super) run: Option<PathBuf>,
    /// Go on with an interrupted run, with the options that it was begun with
    #[arg(long, value_name = "RUN", conflicts_with_all = ["profile", "keep", "run"])]
    pub(super) resume: Option<PathBuf>,
    /// Leave a step out: it failed, and the removal shall go on without it
    #[arg(long, value_enum, value_name = "STEP")]
    pub(super) skip: Vec<StepKind>,
    /// Write the certificate to this file, and its JSON beside it
    #[arg(long, value_name = "FILE")]
    pub(super) certificate: Option<PathBuf>,
    /// How much of the EID is taken out of the certificate
    #[arg(long, value_enum, default_value_t, value_name = "HOW_MUCH")]
    pub(super) redact_eid: EidShown,
    /// How long those who need time are waited for, in delivery and in verification
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = duration)]
    pub(super) patience: Duration,
    /// Do not reset the card to verify
    #[arg(long)]
    pub(super) no_reset: bool,
    #[command(flatten)]
    pub(super) witnesses: WitnessArgs,
    #[command(flatten)]
    pub(super) desk: DeskArgs,
    #[command(flatten)]
    pub(super) device: DeviceArgs,
}

impl RemoveArgs {
    /// The PIN that was given.
    pub(super) fn pin(&self) -> PinOptions {
        PinOptions {
            pin: self.pin.clone(),
            last_try: false,
        }
    }

    pub(in crate::cli) fn run(mut self, console: Console) -> Result<Exit, CliError> {
        if let Some(pin) = self.pin_source.read()? {
            self.pin = Some(pin);
        }
        block_on(async {
            let (stopper, stop) = Stopper::new();
            tokio::spawn(stop_when_asked(Signals::listen()?, stopper, console));
            match self.resume.clone() {
                Some(folder) => Box::pin(super::resume::resume(self, &folder, stop, console)).await,
                None => Box::pin(super::prepare::begin(self, stop, console)).await,
            }
        })
    }
}
