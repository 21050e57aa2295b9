//! `signoff notification export` and `signoff notification replay`

use std::io::Read;
use std::path::PathBuf;

use clap::Args;
use signoff_protocol::id::SeqNumber;

use super::device::{Device, DeviceArgs, settled};
use super::files::{cannot_read, shown, wrong_at};
use super::network::{NetworkArgs, is_absent};
use super::notification::no_such;
use super::run::load_dut;
use super::{CliError, Console, Exit};
use crate::lpa::archive::{Archive, ArchivedNotification, DirectoryArchive};
use crate::lpa::delivery::replay;
use crate::text::{Message, Told};

/// Arguments of `signoff notification export`.
#[derive(Debug, Args)]
#[command(after_help = "\
One line of JSON for each, as lpac's notification dump writes them.

Examples:
  signoff notification export --target serial:/dev/ttyUSB2 > notifications.jsonl
  signoff notification export --archive signoff-archive > notifications.jsonl")]
pub(super) struct ExportArgs {
    /// Sequence numbers; all if none is given
    #[arg(value_name = "NUMBER")]
    numbers: Vec<u32>,
    /// Take them from this archive instead of a card
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    #[command(flatten)]
    device: DeviceArgs,
}

/// Arguments of `signoff notification replay`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each goes to the address that is signed in it. An SM-DP+ that had it before takes it as a duplicate.

Example: signoff notification replay notifications.jsonl --tls-root ci.pem")]
pub(super) struct ReplayArgs {
    /// File with one notification a line; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Device under test: where its servers are, and whom to trust
    #[arg(long, value_name = "FILE")]
    dut: Option<PathBuf>,
    #[command(flatten)]
    network: NetworkArgs,
}

impl ExportArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let wanted: Vec<SeqNumber> = self.numbers.iter().copied().map(SeqNumber::new).collect();
        let entries = match &self.archive {
            Some(folder) if !folder.is_dir() => {
                return Err(CliError::usage(Message::say(
                    "error-no-archive",
                    &[("folder", shown(folder))],
                )));
            }
            Some(folder) => DirectoryArchive::open(folder)
                .map_err(|error| CliError::environment(error.told()))?
                .entries(),
            None => {
                let mut device = self.device.open(console).await?;
                let entries = pending(&mut device).await;
                device.finish(entries).await?
            }
        };
        for number in &wanted {
            if entries.iter().all(|entry| entry.seq_number != *number) {
                return Err(no_such(*number, console));
            }
        }
        for entry in entries {
            if wanted.is_empty() || wanted.contains(&entry.seq_number) {
                console.line(&entry.to_line())?;
            }
        }
        Ok(Exit::Pass)
    }
}

/// What waits on the card, by ascending number.
async fn pending(device: &mut Device) -> Result<Vec<ArchivedNotification>, CliError> {
    let eid = settled(device.lpa.get_eid().await)?;
    let list = settled(device.lpa.retrieve_notifications(None).await)?;
    let mut entries: Vec<ArchivedNotification> = list
        .iter()
        .map(|notification| ArchivedNotification::new(eid, notification))
        .collect();
    entries.sort_by_key(|entry| entry.seq_number);
    Ok(entries)
}

impl ReplayArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let entries = self.read()?;
        if entries.is_empty() {
            console.line(&console.say("notification-none", &[]))?;
            return Ok(Exit::Pass);
        }
        let dut = self
            .dut
            .as_deref()
            .map(|path| load_dut(path, console))
            .transpose()?;
        let endpoints = dut.map(|dut| dut.endpoints).unwrap_or_default();
        let client = self.network.client(Vec::new(), &endpoints)?;
        let (mut failed, mut absent) = (0_usize, true);
        for entry in &entries {
            let said = match replay(&client, entry).await {
                Ok(acknowledgement) => {
                    let said = console.say("notification-acknowledged", &[("attempts", 1.into())]);
                    let note = acknowledgement.note.map(|note| format!("; {note}"));
                    format!("{said}{}", note.unwrap_or_default())
                }
                Err(error) => {
                    failed += 1;
                    absent &= is_absent(&error);
                    console.tell(&error.told())
                }
            };
            let number = entry.seq_number.to_string();
            console.line(&console.say(
                "notification-outcome",
                &[("number", number.into()), ("outcome", said.into())],
            ))?;
        }
        if failed == 0 {
            return Ok(Exit::Pass);
        }
        let counts = [("count", failed.into()), ("total", entries.len().into())];
        let message = console.say("notification-not-all-replayed", &counts);
        Err(if absent {
            CliError::environment(message)
        } else {
            CliError::failed(message)
        })
    }

    fn read(&self) -> Result<Vec<ArchivedNotification>, CliError> {
        let place = self.file.display();
        let mut text = String::new();
        let read = if self.file.as_os_str() == "-" {
            std::io::stdin().read_to_string(&mut text).map(drop)
        } else {
            std::fs::read_to_string(&self.file).map(|read| text = read)
        };
        read.map_err(|error| cannot_read(&self.file, &error))?;
        text.lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(index, line)| {
                ArchivedNotification::from_line(line)
                    .map_err(|error| wrong_at(format!("{place}:{}", index + 1), error.told()))
            })
            .collect()
    }
}
