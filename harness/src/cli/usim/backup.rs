//! `signoff backup`

use std::path::PathBuf;

use clap::Args;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};

use super::access::{AccessArgs, ask, iccid};
use super::failure::failure;
use crate::cli::device::{Device, DeviceArgs, block_on, lpa_error};
use crate::cli::{CliError, Console, Exit};
use crate::lpa::StateChange;
use crate::text::Told;
use crate::usim::{Backup, BackupOptions, FolderError, PinStatus, UsimFailure, backup};

/// Arguments of `signoff backup`.
#[derive(Debug, Args)]
#[command(after_help = "\
Reads contacts, short messages and own numbers of the enabled profile, and writes contacts.vcf (vCard 4.0),
backup.json and every file as it is on the card into a new folder.

Examples:
  signoff backup --target serial:/dev/ttyUSB2 --out my-line
  signoff backup proximus --card contacts --out my-line
  signoff backup orange --card contacts --state card/ --enable-for-backup --pin-env PIN --out my-line")]
pub struct BackupArgs {
    /// ICCID, AID of its ISD-P, or name in the card or DUT file [default: the enabled one]
    #[arg(value_name = "PROFILE")]
    profile: Option<String>,
    /// Folder that is made; nothing is ever overwritten
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// If the profile is not enabled: enable it, read it, and enable the other one again
    #[arg(long, requires = "profile")]
    enable_for_backup: bool,
    #[command(flatten)]
    access: AccessArgs,
    #[command(flatten)]
    device: DeviceArgs,
}

impl BackupArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            if self.out.exists() {
                return Err(CliError::usage(FolderError::Exists(self.out).told()));
            }
            let mut options = BackupOptions {
                profile: None,
                via: self.access.via,
                pin: self.access.pin()?,
            };
            let mut device = self.device.open(console).await?;
            let wanted = Wanted {
                profile: self.profile.as_deref(),
                may_enable: self.enable_for_backup,
            };
            let made = make(&mut device, &wanted, &mut options, console).await;
            let backup = device.finish(made).await?;
            let taken = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            backup
                .write(&self.out, Some(&taken))
                .map_err(|error| match error {
                    FolderError::Exists(_) => CliError::usage(error.told()),
                    FolderError::Io { .. } => CliError::environment(error.told()),
                })?;
            say(&backup, console)?;
            let folder = self.out.display().to_string().into();
            console.line(&console.say("backup-written", &[("folder", folder)]))?;
            Ok(Exit::Pass)
        })
    }
}

/// Which profile, and how far one may go for it.
struct Wanted<'a> {
    profile: Option<&'a str>,
    may_enable: bool,
}

async fn make(
    device: &mut Device,
    wanted: &Wanted<'_>,
    options: &mut BackupOptions,
    console: Console,
) -> Result<Backup, CliError> {
    if let Some(name) = wanted.profile {
        options.profile = Some(iccid(device, name).await?);
    }
    match read(device, options, console).await {
        // NoProfile: nothing is enabled.
        Err(Stopped::Card(UsimFailure::NotEnabled { .. } | UsimFailure::NoProfile)) if wanted.may_enable => {
            match options.profile {
                Some(profile) => switched(device, profile, options, console).await,
                None => Err(failure(&UsimFailure::NoProfile, console)),
            }
        }
        other => other.map_err(|stopped| stopped.into_error(console)),
    }
}

/// Enables the profile, reads it, and enables what was enabled before, whatever came of it.
async fn switched(
    device: &mut Device,
    profile: Iccid,
    options: &mut BackupOptions,
    console: Console,
) -> Result<Backup, CliError> {
    let before = device
        .profiles()
        .await?
        .into_iter()
        .find(|other| other.state == Some(ProfileState::Enabled))
        .and_then(|other| other.iccid);
    let enable = |iccid| StateChange::Enable {
        target: ProfileTarget::Iccid(iccid),
        refresh: true,
    };
    console.note(&console.say("backup-enabling", &[("iccid", profile.to_string().into())]));
    device.change(enable(profile), console).await?;
    let mut made = read(device, options, console).await;
    if matches!(&made, Err(Stopped::Card(failure)) if is_stale(failure)) {
        // Some modems show the old profile until the card loses its power.
        device
            .lpa
            .power_cycle()
            .await
            .map_err(|error| lpa_error(&error))?;
        made = read(device, options, console).await;
    }
    let back = match before {
        Some(before) => enable(before),
        None => StateChange::Disable {
            target: ProfileTarget::Iccid(profile),
            refresh: true,
        },
    };
    let restored = device.change(back, console).await;
    let backup = made.map_err(|stopped| stopped.into_error(console))?;
    restored?;
    Ok(backup)
}

const fn is_stale(failure: &UsimFailure) -> bool {
    matches!(
        failure,
        UsimFailure::NotEnabled { .. } | UsimFailure::NoProfile | UsimFailure::Unreachable { .. }
    )
}

/// Why there is no backup.
enum Stopped {
    Card(UsimFailure),
    Command(CliError),
}

impl Stopped {
    fn into_error(self, console: Console) -> CliError {
        match self {
            Self::Card(error) => failure(&error, console),
            Self::Command(error) => error,
        }
    }
}

/// Reads; a PIN that is needed is asked for once, where somebody can type it.
async fn read(device: &mut Device, options: &mut BackupOptions, console: Console) -> Result<Backup, Stopped> {
    let first = match backup(&mut device.lpa, options).await {
        Ok(backup) => return Ok(backup),
        Err(failure) => failure,
    };
    if !ask(&first, &mut options.pin, console).map_err(Stopped::Command)? {
        return Err(Stopped::Card(first));
    }
    backup(&mut device.lpa, options).await.map_err(Stopped::Card)
}

/// What was read, for people.
fn say(backup: &Backup, console: Console) -> Result<(), CliError> {
    let iccid = backup
        .profile
        .iccid
        .map(|iccid| iccid.to_string())
        .unwrap_or_default();
    console.line(&console.say(
        "backup-read",
        &[
            ("iccid", iccid.into()),
            ("contacts", backup.contacts.len().into()),
            ("messages", backup.messages.len().into()),
        ],
    ))?;
    for own in backup.own_numbers.iter().filter_map(|own| own.number.as_ref()) {
        console.line(&console.say("backup-own-number", &[("number", own.to_string().into())]))?;
    }
    if let PinStatus::Needed { tries: Some(tries) } = backup.pin {
        console.line(&console.say("backup-pin-was-needed", &[("tries", tries.into())]))?;
    }
    for note in &backup.notes {
        console.note(&console.say("backup-note", &[("note", note.into())]));
    }
    Ok(())
}
