//! The lab: a modem with a card, an SM-DP+ and what is seen of them, in one process.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use signoff_protocol::id::Iccid;
use signoff_simulator::serve::https::HttpsServer;
use signoff_simulator::serve::pty::PtyServer;
use signoff_simulator::serve::tcp::TcpServer;
use signoff_simulator::smdp::Smdp;
use tokio::sync::watch;

use super::action::ActionError;
use super::card::WatchedCard;
use super::desk::Desks;
use super::device::{Device, DeviceError};
use super::exchange::Exchange;
use super::folder::LabFolder;
use super::state::{CardCondition, LabState};
use crate::lpa::archive::{ArchiveError, DirectoryArchive};
use crate::lpa::es9p::Es9pClient;

/// A profile as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownProfile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) provider: String,
    /// Whether it was on the card from the start.
    pub(super) of_the_card: bool,
    /// Whether it is enabled in the card file.
    pub(super) enabled: bool,
}

/// The door to the line of the modem; it closes when this is dropped.
#[expect(
    dead_code,
    reason = "they are held, not used: what they do they do by themselves"
)]
pub(super) enum Line {
    Pty(PtyServer<WatchedCard>),
    Tcp(TcpServer<WatchedCard>),
}

/// A running lab.
pub struct Lab {
    /// Closed first: nobody shall find a device that is going.
    pub(super) _line: Line,
    pub(super) desks: Desks,
    pub(super) server: HttpsServer,
    pub(super) device: Arc<Device>,
    pub(super) smdp: Arc<Smdp>,
    pub(super) client: Es9pClient,
    pub(super) exchange: Exchange,
    pub(super) modem: String,
    pub(super) known: BTreeMap<Iccid, KnownProfile>,
    /// Profiles that were on the card at some time.
    pub(super) seen: Mutex<BTreeSet<Iccid>>,
    pub(super) state: watch::Sender<Arc<LabState>>,
    pub(super) acting: tokio::sync::Mutex<()>,
    pub(super) target: String,
    pub(super) archive: PathBuf,
    pub(super) folder: LabFolder,
}

impl Lab {
    /// Where the modem is: `serial:…` or `tcp:…`.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The folder, as an absolute path.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where each address of the SM-DP+ is.
    pub fn smdp_addresses(&self) -> BTreeMap<String, SocketAddr> {
        self.server.resolve()
    }

    /// Names and addresses of the operators' desks; the DUT file names the first one.
    pub fn desks(&self) -> Vec<(String, String)> {
        let places = self.desks.places();
        places.map(|(name, url)| (name.to_owned(), url)).collect()
    }

    /// The ICCID of the first profile of the card that is a line of a desk, with account and document of its customer.
    pub fn customer(&self) -> Option<(String, String, String)> {
        let mut known: Vec<_> = self.known.iter().filter(|(_, known)| known.of_the_card).collect();
        known.sort_by_key(|(_, known)| !known.enabled);
        known.into_iter().find_map(|(iccid, _)| {
            let (account, document) = self.desks.customer(*iccid)?;
            Some((iccid.to_string(), account, document))
        })
    }

    /// The live exchange.
    pub const fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// What is shown now.
    pub fn state(&self) -> Arc<LabState> {
        Arc::clone(&self.state.borrow())
    }

    /// What is shown, from now on.
    pub fn states(&self) -> watch::Receiver<Arc<LabState>> {
        self.state.subscribe()
    }

    /// Looks at everything again, and shows what has changed.
    pub(super) async fn look_again(&self) {
        let device = Arc::clone(&self.device);
        let looked = tokio::task::spawn_blocking(move || device.look()).await;
        let Ok(look) = looked else {
            // The runtime is ending.
            return;
        };
        let before = self.state();
        let now = self.compose(&look, &before);
        self.state.send_if_modified(|shown| {
            let changed = **shown != now;
            if changed {
                *shown = Arc::new(now);
            }
            changed
        });
    }

    /// Uses the device where waiting is allowed.
    pub(super) async fn on_device<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Device) -> Result<T, DeviceError> + Send + 'static,
    ) -> Result<T, ActionError> {
        let device = Arc::clone(&self.device);
        match tokio::task::spawn_blocking(move || act(&device)).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(ActionError::Ending),
        }
    }

    pub(super) fn archive(&self) -> Result<DirectoryArchive, ArchiveError> {
        DirectoryArchive::open(&self.archive)
    }

    /// Whether the profile is on the card, or was.
    pub(super) fn knows(&self, iccid: Iccid) -> bool {
        self.seen().contains(&iccid)
    }

    pub(super) fn is_powered(&self) -> bool {
        !matches!(
            self.state().device.card,
            CardCondition::NoPower | CardCondition::SwitchedOff
        )
    }

    /// What a profile is called in a sentence.
    pub(super) fn title(&self, iccid: Iccid) -> String {
        let digits = iccid.to_string();
        let state = self.state();
        let row = state.profiles.iter().find(|profile| profile.iccid == digits);
        row.map_or(digits, |profile| profile.title.clone())
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, BTreeSet<Iccid>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Lab {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lab")
            .field("folder", &self.folder)
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pty(_) => "Pty",
            Self::Tcp(_) => "Tcp",
        })
    }
}
