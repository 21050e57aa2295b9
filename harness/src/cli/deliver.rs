//! `signoff notification deliver`

use std::path::PathBuf;

use clap::Args;
use signoff_protocol::id::SeqNumber;

use super::device::{Device, DeviceArgs, lpa_error};
use super::network::{NetworkArgs, is_absent, stopped};
use super::{CliError, Console, Exit, words};
use crate::causes::server_advice;
use crate::lpa::archive::DirectoryArchive;
use crate::lpa::delivery::{
    Delivery, DeliveryOptions, DeliveryOutcome, DeliveryReport, Removal, Retry, Which, deliver,
};
use crate::lpa::es9p::Es9p;
use crate::text::{Message, Told};

/// Arguments of `signoff notification deliver`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each notification goes to its own address, in order; it is archived before it is sent, and removed from the card
only after its address has acknowledged it. What is not acknowledged stays on the card.

Examples:
  signoff notification deliver --all --card traveller --state card/ --resolve smdp.orange.example=127.0.0.1:8443
  signoff notification deliver 3 --target serial:/dev/ttyUSB2 --tls-root ci.pem")]
pub(super) struct DeliverArgs {
    /// Sequence numbers
    #[arg(value_name = "NUMBER", required_unless_present = "all")]
    numbers: Vec<u32>,
    /// All that are pending
    #[arg(long, conflicts_with = "numbers")]
    all: bool,
    /// Leave them on the card, also when they are acknowledged
    #[arg(long)]
    keep: bool,
    /// How often a server in trouble is asked
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=20))]
    attempts: u32,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    network: NetworkArgs,
    #[command(flatten)]
    device: DeviceArgs,
}

/// Where notifications are kept.
#[derive(Debug, Args)]
pub(super) struct ArchiveArgs {
    /// Keep signed notifications in this folder before they leave the card
    #[arg(long, value_name = "DIR", default_value = "signoff-archive")]
    archive: PathBuf,
}

impl ArchiveArgs {
    pub(super) fn open(&self) -> Result<DirectoryArchive, CliError> {
        DirectoryArchive::open(&self.archive).map_err(|error| {
            CliError::environment(error.told()).help(Message::say("error-archive-help", &[]))
        })
    }
}

impl DeliverArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let options = DeliveryOptions {
            which: if self.all {
                Which::All
            } else {
                Which::Seqs(self.numbers.into_iter().map(SeqNumber::new).collect())
            },
            retry: Retry {
                attempts: self.attempts,
                ..Retry::default()
            },
            remove: !self.keep,
            ..DeliveryOptions::default()
        };
        let mut archive = self.archive.open()?;
        let mut device = self.device.open(console).await?;
        let delivered = match self
            .network
            .client(std::mem::take(&mut device.roots), &device.endpoints)
        {
            Ok(client) => carry_out(&mut device, &client, &mut archive, &options, console).await,
            Err(error) => Err(error),
        };
        device.finish(delivered).await
    }
}

/// Delivers, and says of each what became of it.
pub(super) async fn carry_out(
    device: &mut Device,
    es9p: &dyn Es9p,
    archive: &mut DirectoryArchive,
    options: &DeliveryOptions,
    console: Console,
) -> Result<Exit, CliError> {
    let mut told = |delivery: &Delivery| {
        // A reader that went away does not stop a delivery.
        let _ = console.line(&line(delivery, console));
        if let (Some(advice), 1..) = (advice_of(&delivery.outcome), console.verbose) {
            console.note(&format!("  {}", console.tell(&advice)));
        }
    };
    let report = deliver(&mut device.lpa, es9p, archive, options, &mut told)
        .await
        .map_err(|error| lpa_error(&error))?;
    judge(&report, console)
}

fn judge(report: &DeliveryReport, console: Console) -> Result<Exit, CliError> {
    if let Some(error) = &report.stopped {
        return Err(stopped(error));
    }
    if report.deliveries.is_empty() {
        console.line(&console.say("notification-none", &[]))?;
    }
    if report.is_complete() {
        return Ok(Exit::Pass);
    }
    let open = report
        .deliveries
        .iter()
        .filter(|delivery| !delivery.is_acknowledged());
    let (mut count, mut absent, mut advice) = (0_usize, true, None);
    for delivery in open {
        count += 1;
        advice = advice.or_else(|| advice_of(&delivery.outcome));
        absent &= match &delivery.outcome {
            DeliveryOutcome::Failed { error, .. } => is_absent(error),
            DeliveryOutcome::Held { .. } => true,
            _ => false,
        };
    }
    let total = report.deliveries.len();
    let message = if count == 0 {
        console.say("notification-not-all-removed", &[])
    } else {
        let counts = [("count", count.into()), ("total", total.into())];
        console.say("notification-not-all-acknowledged", &counts)
    };
    Err(CliError {
        exit: if count > 0 && absent {
            Exit::Environment
        } else {
            Exit::Failed
        },
        message: message.into(),
        help: advice,
    })
}

/// What a person can do about what was not acknowledged.
fn advice_of(outcome: &DeliveryOutcome) -> Option<Message> {
    let english = outcome.advice()?;
    Some(match outcome {
        DeliveryOutcome::Failed { error, .. } => server_advice(error),
        DeliveryOutcome::NotFound => Message::translated("cause-advice-numbers", &[], english),
        DeliveryOutcome::BadAddress(_) => Message::translated("cause-advice-bad-address", &[], english),
        DeliveryOutcome::Unreadable { .. } => Message::translated("cause-advice-unreadable", &[], english),
        DeliveryOutcome::NotArchived(_) => Message::say("error-archive-help", &[]),
        DeliveryOutcome::NotAttempted => Message::translated("cause-advice-same-again", &[], english),
        DeliveryOutcome::Acknowledged { .. } | DeliveryOutcome::Held { .. } => english.into(),
    })
}

/// `3 delete of 8932100000000000013 to smdp.orange.example: acknowledged, removed`
fn line(delivery: &Delivery, console: Console) -> String {
    let number = || delivery.seq_number.to_string().into();
    let outcome = || ended(delivery, console).into();
    let address = || delivery.address.as_str().into();
    match (delivery.event, delivery.iccid) {
        (Some(event), Some(iccid)) => console.say(
            "notification-delivery",
            &[
                ("number", number()),
                ("event", words::event(event, console).into()),
                ("iccid", iccid.to_string().into()),
                ("address", address()),
                ("outcome", outcome()),
            ],
        ),
        (Some(event), None) => console.say(
            "notification-delivery-of-no-profile",
            &[
                ("number", number()),
                ("event", words::event(event, console).into()),
                ("address", address()),
                ("outcome", outcome()),
            ],
        ),
        (None, _) => console.say(
            "notification-outcome",
            &[("number", number()), ("outcome", outcome())],
        ),
    }
}

/// What became of it, at its address and on the card.
fn ended(delivery: &Delivery, console: Console) -> String {
    let outcome = outcome(&delivery.outcome, console);
    match &delivery.removal {
        Removal::Removed => console.say("notification-removed", &[("outcome", outcome.into())]),
        Removal::Kept if delivery.is_acknowledged() => {
            console.say("notification-kept", &[("outcome", outcome.into())])
        }
        Removal::Kept => outcome,
        Removal::Failed { reason } => console.say(
            "notification-not-removed",
            &[("outcome", outcome.into()), ("reason", reason.into())],
        ),
    }
}

/// What its address said, or why it was not asked.
fn outcome(outcome: &DeliveryOutcome, console: Console) -> String {
    match outcome {
        DeliveryOutcome::Acknowledged {
            attempts,
            again,
            notes,
        } => {
            let attempts = (*attempts).into();
            let said = if *again {
                console.say("notification-acknowledged-again", &[("attempts", attempts)])
            } else {
                console.say("notification-acknowledged", &[("attempts", attempts)])
            };
            notes.iter().fold(said, |said, note| format!("{said}; {note}"))
        }
        DeliveryOutcome::Failed { attempts, error } => console.say(
            "notification-failed",
            &[
                ("error", console.tell(&error.told()).into()),
                ("attempts", (*attempts).into()),
            ],
        ),
        DeliveryOutcome::Held { behind } => {
            console.say("notification-held", &[("behind", behind.to_string().into())])
        }
        DeliveryOutcome::NotFound => console.say("notification-not-found", &[]),
        DeliveryOutcome::BadAddress(error) => console.tell(&error.told()),
        DeliveryOutcome::Unreadable { reason } => {
            console.say("notification-unreadable", &[("reason", reason.into())])
        }
        DeliveryOutcome::NotArchived(error) => console.say(
            "notification-not-archived",
            &[("reason", console.tell(&error.told()).into())],
        ),
        DeliveryOutcome::NotAttempted => console.say("notification-not-attempted", &[]),
    }
}
