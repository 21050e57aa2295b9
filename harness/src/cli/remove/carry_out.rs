//! Everything opened, and the engine at work.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use jiff::Timestamp;

use super::RemoveArgs;
use super::failure::journal_error;
use super::finish::finish;
use super::progress::Screen;
use crate::cli::device::Device;
use crate::cli::files::cannot_write;
use crate::cli::witnesses::open_archive;
use crate::cli::{CliError, Console, Exit};
use crate::lpa::es9p::Es9pClient;
use crate::operator::SessionToken;
use crate::removal::{Desk, DeviceHands, FileJournal, History, Run, Servers, StepKind, carry_out as engine};
use crate::runner::Stop;
use crate::verification::{Patience, SmdpDoor, Verdict, VerifyOptions};

/// Where the session at the operator's desk is kept until the run is over: whoever has it acts as the customer.
const SESSION: &str = "operator-session.json";
/// Folder of the archive in that of the run.
pub(super) const ARCHIVE: &str = "archive";

/// The device and the servers, ready.
pub(super) struct Opened {
    pub(super) args: RemoveArgs,
    pub(super) device: Device,
    pub(super) desk: Option<Desk>,
    es9p: Option<Es9pClient>,
    smdp: Option<SmdpDoor>,
}

impl Opened {
    /// Opens them. Nothing is sent to the device but what finds out how it speaks.
    pub(super) async fn open(
        mut args: RemoveArgs,
        session: Option<SessionToken>,
        console: Console,
    ) -> Result<Self, CliError> {
        let device = args.device.take().open(console).await?;
        let network = &args.witnesses.network;
        let opened = async {
            let smdp = args.witnesses.smdp(&device)?;
            let es9p = if args.skip.contains(&StepKind::Deliver) {
                None
            } else {
                Some(network.client(device.roots.clone(), &device.endpoints)?)
            };
            let desk = args
                .desk
                .open(&device, network, args.at, session, console)
                .await?;
            Ok((smdp, es9p, desk))
        }
        .await;
        match opened {
            Ok((smdp, es9p, desk)) => Ok(Self {
                args,
                device,
                desk,
                es9p,
                smdp,
            }),
            Err(error) => device.finish(Err(error)).await,
        }
    }
}

/// Who was identified at the operator's desk before.
pub(super) fn known_session(folder: &Path) -> Option<SessionToken> {
    let text = std::fs::read(folder.join(SESSION)).ok()?;
    serde_json::from_slice(&text).ok()
}

/// For the owner only.
fn keep_session(folder: &Path, session: &SessionToken) -> std::io::Result<()> {
    let text = serde_json::to_vec(session)?;
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(folder.join(SESSION))?
        .write_all(&text)
}

/// Carries out what is left, and says how it ended.
pub(super) async fn carry_out(
    mut opened: Opened,
    mut journal: FileJournal,
    mut history: History,
    mut stop: Stop,
    console: Console,
) -> Result<Exit, CliError> {
    let folder = journal.folder().to_owned();
    let work = async {
        if let Some(session) = opened.desk.as_ref().and_then(|desk| desk.client.session()) {
            keep_session(&folder, &session).map_err(|error| cannot_write(&folder, &error))?;
        }
        let archive = open_archive(&folder.join(ARCHIVE))?;
        let patience = Patience::of(opened.args.patience);
        let mut hands = DeviceHands {
            lpa: &mut opened.device.lpa,
            servers: Servers {
                es9p: opened.es9p.as_ref().map(|client| client as _),
                smdp: opened.smdp.as_ref().map(|door| door as _),
                operator: opened.desk.as_ref().map(|desk| desk as _),
            },
            archive,
            folder: folder.clone(),
            options: VerifyOptions {
                reset: !opened.args.no_reset,
                patience,
            },
            pin: opened.args.pin(),
            now: &Timestamp::now,
        };
        let mut screen = Screen::new(console);
        let mut told = |progress: crate::removal::Progress<'_>| screen.told(progress);
        let end = engine(Run {
            history: &mut history,
            ledger: &mut journal,
            hands: &mut hands,
            patience,
            now: &Timestamp::now,
            stop: &mut stop,
            told: &mut told,
        })
        .await;
        screen.end();
        end.map_err(|error| journal_error(&error))
    };
    let ended = work.await;
    let end = match ended {
        Ok(end) => end,
        Err(error) => return opened.device.finish(Err(error)).await,
    };
    if end.verdict().is_some_and(Verdict::is_removed) {
        // Nobody needs it any more.
        let _ = std::fs::remove_file(folder.join(SESSION));
    }
    let said = finish(&opened.args, &history, &end, &folder, console);
    opened.device.finish(said).await
}
