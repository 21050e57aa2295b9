//! The beginning of a removal: what is there, what goes, what it costs, and whether the person wants it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use signoff_protocol::profile::{ProfileClass, ProfileInfo, ProfileState};

use super::carry_out::{Opened, carry_out};
use super::confirm::{Consent, confirm};
use super::failure::journal_error;
use super::pin::{self, Moment};
use super::saved::Saved;
use super::{RemoveArgs, contact, show};
use crate::cli::device::{Device, settled};
use crate::cli::witnesses::profile;
use crate::cli::{CliError, Console, Exit};
use crate::removal::{
    Contact, Decision, Desk, FileJournal, History, JOURNAL_VERSION, JournalError, Ledger as _, Method, Plan,
    PlannedProfile, Record, Trouble, texts as words,
};
use crate::runner::Stop;
use crate::text::{Message, Told as _};
use crate::usim::{BackupOptions, UsimFailure, backup};
use crate::verification::{ModemReading, read_files};

/// Begins a removal.
pub(super) async fn begin(args: RemoveArgs, stop: Stop, console: Console) -> Result<Exit, CliError> {
    let saved = Saved::of(&args);
    let arguments =
        serde_json::to_value(&saved).map_err(|error| journal_error(&JournalError::Record(error)))?;
    let mut opened = Opened::open(args, None, console).await?;
    let begun = start(&mut opened, arguments, &stop, console).await;
    match begun {
        Ok((journal, history)) => carry_out(opened, journal, history, stop, console).await,
        Err(error) => opened.device.finish(Err(error)).await,
    }
}

async fn start(
    opened: &mut Opened,
    arguments: serde_json::Value,
    stop: &Stop,
    console: Console,
) -> Result<(FileJournal, History), CliError> {
    let eid = settled(opened.device.lpa.get_eid().await)?;
    let listed = opened.device.profiles().await?;
    let mut planned = selected(&opened.args, &opened.device, &listed)?;
    read_imsi(&mut opened.device, &mut planned).await?;
    let mut contacts = match opened.desk {
        Some(_) => Vec::new(),
        None => contact::given(&opened.args, &planned)?,
    };
    let now = Timestamp::now();
    let folder = opened
        .args
        .run
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("signoff-removal-{}", now.strftime("%Y%m%dT%H%M%SZ"))));
    let backup = match &opened.args.backup {
        _ if opened.args.no_backup => None,
        Some(folder) => Some(absolute(folder)),
        None => Some(absolute(&folder.join("backup"))),
    };
    show::profiles(&listed, &planned, console)?;
    let rules = protected_by_policy(&listed, &planned);
    if backup.is_some() {
        pin::provide(opened, &planned, Moment::Beginning, console).await?;
    }
    let contents = contents(opened, &planned, console).await?;
    show::losses(
        &planned,
        opened.args.method,
        contents,
        backup.is_some(),
        &rules,
        console,
    )?;
    if let Some(desk) = &opened.desk {
        quotes(desk, &planned, console).await?;
    }
    let consent = Consent {
        profiles: &planned,
        method: opened.args.method,
        simulated: opened.device.simulated,
        expendable: &opened.device.expendable,
        yes: opened.args.yes,
    };
    console.line("")?;
    let confirmed = confirm(&consent, stop, console).await?;
    let mut decisions = vec![confirmed];
    decisions.extend(opened.args.skip.iter().map(|step| Decision::Skip { step: *step }));
    if opened.desk.is_none() && contacts.is_empty() {
        contacts = contact::asked(&opened.args, &planned, stop, console).await?;
    }
    decisions.extend(contacts);
    let run = format!("{}-{:x}", now.strftime("%Y%m%dT%H%M%SZ"), std::process::id());
    let contact = match &opened.desk {
        Some(desk) => Contact::Desk {
            url: desk.client.url().to_string(),
            at: opened.args.at.to_string(),
        },
        None => Contact::Person,
    };
    let plan = Plan {
        run,
        target: opened.device.lpa.transport().describe(),
        simulated: opened.device.simulated,
        eid: eid.to_string(),
        method: opened.args.method,
        profiles: planned,
        backup: backup.map(|path| path.display().to_string()),
        contact,
        arguments,
    };
    let first = Record::Begun {
        signoff_removal: JOURNAL_VERSION,
        at: now.to_string(),
        plan: Box::new(plan),
    };
    let mut journal = FileJournal::create(&folder, &first).map_err(|error| journal_error(&error))?;
    let mut records = vec![first];
    for decision in decisions {
        let record = Record::Decided {
            at: Timestamp::now().to_string(),
            decision,
        };
        journal.append(&record).map_err(|error| journal_error(&error))?;
        records.push(record);
    }
    let history = History::of(records).ok_or_else(|| {
        let folder = folder.display().to_string();
        journal_error(&JournalError::Missing { folder })
    })?;
    Ok((journal, history))
}

/// What goes, by the method.
fn selected(
    args: &RemoveArgs,
    device: &Device,
    listed: &[ProfileInfo],
) -> Result<Vec<PlannedProfile>, CliError> {
    let of_class = |profile: &&ProfileInfo| match profile.class_or_default() {
        ProfileClass::Operational => true,
        ProfileClass::Test => args.method == Method::FactoryReset,
        ProfileClass::Provisioning => false,
    };
    let chosen: Vec<&ProfileInfo> = match (args.method, &args.profile, &args.keep) {
        (Method::Delete, Some(name), _) => {
            let iccid = profile(name, &device.names, listed)?;
            let found = listed.iter().find(|one| one.iccid == Some(iccid));
            let found = found.ok_or_else(|| {
                let iccid = || iccid.to_string().into();
                let absent = Message::say("remove-no-such-profile", &[("iccid", iccid())]);
                CliError::failed(absent)
                    .help(Message::say("remove-no-such-profile-help", &[("iccid", iccid())]))
            })?;
            vec![found]
        }
        (Method::Delete, None, _) => return Err(CliError::usage(Message::say("remove-name-it", &[]))),
        (Method::AllButOne, None, Some(name)) => {
            let keep = profile(name, &device.names, listed)?;
            if listed.iter().all(|one| one.iccid != Some(keep)) {
                let iccid = keep.to_string().into();
                return Err(CliError::failed(Message::say(
                    "remove-nothing-to-keep",
                    &[("iccid", iccid)],
                )));
            }
            listed
                .iter()
                .filter(of_class)
                .filter(|one| one.iccid != Some(keep))
                .collect()
        }
        (Method::AllButOne, ..) => {
            let keep = CliError::usage(Message::say("remove-keep", &[]));
            return Err(keep.help(Message::say("remove-keep-help", &[])));
        }
        (Method::MemoryReset | Method::FactoryReset, None, None) => listed.iter().filter(of_class).collect(),
        (Method::MemoryReset | Method::FactoryReset, ..) => {
            let method = args.method.name().into();
            return Err(CliError::usage(Message::say(
                "remove-name-none",
                &[("method", method)],
            )));
        }
    };
    let planned: Vec<PlannedProfile> = chosen.into_iter().filter_map(PlannedProfile::of).collect();
    if planned.is_empty() {
        return Err(CliError::failed(Message::say("remove-nothing", &[])));
    }
    Ok(planned)
}

/// While it is enabled its IMSI can be read; afterwards it tells whether the modem still shows it.
async fn read_imsi(device: &mut Device, planned: &mut [PlannedProfile]) -> Result<(), CliError> {
    let Some(enabled) = planned.iter_mut().find(|profile| profile.state == "enabled") else {
        return Ok(());
    };
    device
        .lpa
        .close()
        .await
        .map_err(|error| crate::cli::device::lpa_error(&error))?;
    let Ok(files) = read_files(device.lpa.transport()).await else {
        return Ok(());
    };
    if let (ModemReading::Shows { digits, .. }, _) = files.imsi_file {
        enabled.imsi = Some(digits);
    }
    Ok(())
}

/// How many contacts and messages the enabled profile has, if it is to go and can be read. A wrong PIN ends it here: it is
/// not sent a second time.
async fn contents(
    opened: &mut Opened,
    planned: &[PlannedProfile],
    console: Console,
) -> Result<Option<(usize, usize)>, CliError> {
    let Some(profile) = planned.iter().find(|profile| profile.state == "enabled") else {
        return Ok(None);
    };
    let options = BackupOptions {
        profile: profile.iccid(),
        pin: opened.args.pin(),
        ..BackupOptions::default()
    };
    match backup(&mut opened.device.lpa, &options).await {
        Ok(read) => Ok(Some((read.contacts.len(), read.messages.len()))),
        Err(
            error @ (UsimFailure::WrongPin { .. } | UsimFailure::LastTry { .. } | UsimFailure::PinBlocked),
        ) => {
            let reason = words::trouble(console.texts(), &Trouble::of_backup(&error)).into();
            Err(CliError::failed(Message::say(
                "remove-pin",
                &[("reason", reason)],
            )))
        }
        Err(_) => Ok(None),
    }
}

/// Profiles whose policy rules stand against it, as far as the eUICC tells.
fn protected_by_policy(listed: &[ProfileInfo], planned: &[PlannedProfile]) -> Vec<String> {
    let of = |profile: &&ProfileInfo| {
        let rules = profile.policy_rules.unwrap_or_default();
        let enabled = profile.state == Some(ProfileState::Enabled);
        rules.ppr2() || (rules.ppr1() && enabled)
    };
    listed
        .iter()
        .filter(of)
        .filter_map(|profile| profile.iccid.map(|iccid| iccid.to_string()))
        .filter(|iccid| planned.iter().any(|one| one.iccid == *iccid))
        .collect()
}

/// What the contract says about each of them.
async fn quotes(desk: &Desk, planned: &[PlannedProfile], console: Console) -> Result<(), CliError> {
    for profile in planned {
        let Some(iccid) = profile.iccid() else {
            continue;
        };
        match desk.client.quote(iccid, desk.choice).await {
            Ok(quote) => show::quote(&quote, console)?,
            // It is told, and whether the removal goes on is the person's decision.
            Err(error) => {
                let text = console.tell(&error.told());
                console.note(&console.error_palette().warn(&text));
            }
        }
    }
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
