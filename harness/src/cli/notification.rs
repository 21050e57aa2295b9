//! `signoff notification`

use clap::{Args, Subcommand};
use signoff_protocol::es10b::{NotificationSearch, RetrieveNotificationsListResponse};
use signoff_protocol::id::SeqNumber;
use signoff_protocol::message::Encode;

use super::deliver::DeliverArgs;
use super::device::{Device, DeviceArgs, block_on, settled};
use super::dump::{ExportArgs, ReplayArgs};
use super::table::table;
use super::{CliError, Console, Exit, words};
use crate::lpa::StateChange;
use crate::text::Told;
use crate::transcript::judge;
use crate::transcript::redact::Redaction;

/// Arguments of `signoff notification`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  signoff notification list --target serial:/dev/ttyUSB2
  signoff notification show 3 --card traveller --state card/
  signoff notification deliver --all --card traveller --state card/")]
pub struct NotificationArgs {
    #[command(subcommand)]
    command: NotificationCommand,
}

#[derive(Debug, Subcommand)]
enum NotificationCommand {
    /// List pending notifications
    #[command(after_help = "Example: signoff notification list --target serial:/dev/ttyUSB2")]
    List {
        #[command(flatten)]
        device: DeviceArgs,
    },
    /// Show a signed notification, decoded, and what its signature is worth
    #[command(after_help = "Example: signoff notification show 3 --target serial:/dev/ttyUSB2")]
    Show {
        /// Its sequence number
        #[arg(value_name = "NUMBER")]
        number: u32,
        #[command(flatten)]
        device: DeviceArgs,
    },
    /// Remove a notification; the SM-DP+ will not learn of what it reports
    #[command(after_help = "Example: signoff notification remove 3 --card traveller --state card/")]
    Remove {
        /// Its sequence number
        #[arg(value_name = "NUMBER")]
        number: u32,
        #[command(flatten)]
        device: DeviceArgs,
    },
    /// Deliver notifications to their SM-DP+, and remove what is acknowledged
    Deliver(DeliverArgs),
    /// Write signed notifications as lines of JSON, without delivering or removing them
    Export(ExportArgs),
    /// Send notifications again that were exported or archived
    Replay(ReplayArgs),
}

impl NotificationArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            match self.command {
                NotificationCommand::List { device } => {
                    let mut device = device.open(console).await?;
                    let listed = list(&mut device, console).await;
                    device.finish(listed).await
                }
                NotificationCommand::Show { number, device } => {
                    let mut device = device.open(console).await?;
                    let shown = show(&mut device, SeqNumber::new(number), console).await;
                    device.finish(shown).await
                }
                NotificationCommand::Remove { number, device } => {
                    let mut device = device.open(console).await?;
                    let seq_number = SeqNumber::new(number);
                    let removed = device
                        .change(StateChange::RemoveNotification { seq_number }, console)
                        .await;
                    device.finish(removed).await
                }
                NotificationCommand::Deliver(args) => args.run(console).await,
                NotificationCommand::Export(args) => args.run(console).await,
                NotificationCommand::Replay(args) => args.run(console).await,
            }
        })
    }
}

async fn list(device: &mut Device, console: Console) -> Result<Exit, CliError> {
    let list = device.notifications().await?;
    if list.is_empty() {
        console.line(&console.say("notification-none", &[]))?;
        return Ok(Exit::Pass);
    }
    let rows = list.iter().map(|metadata| {
        [
            metadata.seq_number.to_string(),
            words::event(metadata.event, console),
            metadata
                .iccid
                .map_or_else(|| "-".to_owned(), |iccid| iccid.to_string()),
            metadata.address.clone(),
        ]
    });
    let headings = [
        &*console.say("common-column-number", &[]),
        &console.say("common-column-event", &[]),
        "ICCID",
        &console.say("common-column-address", &[]),
    ];
    console.line(&table(headings, rows))?;
    Ok(Exit::Pass)
}

async fn show(device: &mut Device, number: SeqNumber, console: Console) -> Result<Exit, CliError> {
    let search = Some(NotificationSearch::SeqNumber(number));
    let list = settled(device.lpa.retrieve_notifications(search).await)?;
    let Some(notification) = list.first() else {
        return Err(no_such(number, console));
    };
    let verdict = console.tell(&judge(notification, None).told());
    console.line(&console.say("notification-signature", &[("verdict", verdict.into())]))?;
    let answer = RetrieveNotificationsListResponse::List(vec![notification.clone()]).to_der();
    for line in Redaction::default().apply(&crate::decode::es10(&answer), &answer) {
        console.line(&line)?;
    }
    Ok(Exit::Pass)
}

/// The card or the archive has no notification with this number.
pub(super) fn no_such(number: SeqNumber, console: Console) -> CliError {
    let number = number.to_string().into();
    CliError::failed(console.say("notification-unknown", &[("number", number)]))
        .help(console.say("notification-unknown-help", &[]))
}
