//! How a lab comes to be: keys, card, modem, SM-DP+, the files that other commands read, and the task that looks again
//! when something has happened.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use signoff_protocol::id::Iccid;
use signoff_simulator::Card;
use signoff_simulator::card::CardError;
use signoff_simulator::card_file::{CardFile, ProfileFile, ProfileStateName};
use signoff_simulator::modem::{Modem, ModemPersonality};
use signoff_simulator::nvm::{FileStore, Memory, Nvm};
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::serve::SharedModem;
use signoff_simulator::serve::https::{Binding, HttpsServer};
use signoff_simulator::serve::pty::PtyServer;
use signoff_simulator::serve::smdp_store::FileStore as SmdpFileStore;
use signoff_simulator::serve::tcp::TcpServer;
use signoff_simulator::smdp::{MemoryStore, Smdp, SmdpFile, SmdpStore};
use tokio::sync::watch;

use super::LabError;
use super::calls;
use super::card::WatchedCard;
use super::desk::{DeskFile, Desks};
use super::device::Device;
use super::dut_file::{Places, dut_file, pem};
use super::exchange::Exchange;
use super::folder::LabFolder;
use super::lines::Lines;
use super::running::{KnownProfile, Lab, Line};
use super::state::LabState;
use crate::lpa::es9p::{Es9pClient, Es9pOptions};
use crate::protection::Expendable;

/// How long a server may take while a person waits, milliseconds.
const SERVER_MS: u64 = 10_000;
/// Things that happen in quick succession are looked at once.
const SETTLE: Duration = Duration::from_millis(60);
/// Servers can be changed by others without a sign here.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What a lab is made of.
#[derive(Debug)]
pub struct LabOptions {
    /// Where its files are.
    pub folder: PathBuf,
    /// Where card and SM-DP+ keep their state; without it they begin anew each time.
    pub state: Option<PathBuf>,
    /// The card.
    pub card: CardFile,
    /// The modem.
    pub modem: ModemPersonality,
    /// The SM-DP+.
    pub smdp: SmdpFile,
    /// Where the packages are that the file of the SM-DP+ names.
    pub packages: PathBuf,
    /// Operators, the first of which is that of the DUT file; none is possible.
    pub operators: Vec<DeskFile>,
    /// Where the modem is served over TCP, instead of a pseudo-terminal.
    pub tcp: Option<SocketAddr>,
    /// Seed of keys and of everything that is random.
    pub seed: u64,
}

impl Lab {
    /// Starts everything but the page.
    ///
    /// # Errors
    /// Another lab is in the folder, or a part can't be had.
    pub fn start(options: &LabOptions) -> Result<Arc<Self>, LabError> {
        let folder = LabFolder::open(&options.folder)?;
        let exchange = Exchange::default();
        let known = known_profiles(options);
        let smdp = Arc::new(start_smdp(options)?);
        let watched = exchange.clone();
        smdp.watch(move |request, response| calls::tell(&watched, request, response));
        let loopback = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        let server = HttpsServer::start(Arc::clone(&smdp), Binding::Shared(loopback))?;
        let desks = Desks::start(&options.operators, &smdp, options.state.as_deref(), options.seed)?;
        let root = smdp.pki().ci_certificate().to_vec();
        let client = Es9pClient::new(Es9pOptions {
            roots: vec![root.clone()],
            resolve: server.resolve(),
            connect_timeout_ms: SERVER_MS,
            timeout_ms: SERVER_MS,
            proxy: false,
            ..Es9pOptions::default()
        })
        .map_err(|cause| LabError::Client(Box::new(cause)))?;
        let expendable = expendable(&options.card);
        let identity = &options.modem.identity;
        let modem_name = [identity.manufacturer.as_str(), identity.model.as_str()].join(" ");
        let shared = SharedModem::new(start_modem(options, &exchange)?);
        let device = Arc::new(Device::new(shared.clone(), expendable.clone()));
        let (line, target) = start_line(options, shared, folder.path())?;
        folder.write("root.pem", &pem(&root))?;
        let places = Places {
            target: &target,
            operator: desks.places().next().map(|(_, url)| url),
            smdp: server.resolve(),
        };
        folder.write("dut.yaml", &dut_file(options, &places, &expendable))?;
        let lab = Arc::new(Self {
            _line: line,
            desks,
            server,
            device,
            smdp,
            client,
            exchange,
            modem: modem_name.trim().to_owned(),
            known,
            seen: Mutex::new(BTreeSet::new()),
            state: watch::Sender::new(Arc::new(LabState::default())),
            acting: tokio::sync::Mutex::new(()),
            target,
            archive: folder.path().join("archive"),
            folder,
        });
        // A folder that can't be written is found now, not at the first delivery.
        lab.archive()?;
        Ok(lab)
    }

    /// Looks now, and then whenever something has happened, for as long as it is polled.
    pub async fn follow(&self) {
        let mut changes = self.exchange.changes();
        loop {
            changes.mark_unchanged();
            self.look_again().await;
            // The sender is ours: it is not gone before we are.
            let _changed_or_late = tokio::time::timeout(LOOK_EVERY, changes.changed()).await;
            tokio::time::sleep(SETTLE).await;
        }
    }
}

/// What may be lost: as commands on a simulated card have it.
fn expendable(card: &CardFile) -> Expendable {
    if card.profiles.iter().all(|profile| profile.expendable) {
        Expendable::All
    } else {
        let declared = card.profiles.iter().filter(|profile| profile.expendable);
        Expendable::of(declared.map(|profile| profile.iccid))
    }
}

fn known_profiles(options: &LabOptions) -> BTreeMap<Iccid, KnownProfile> {
    let known = |profile: &ProfileFile, of_the_card| KnownProfile {
        name: profile.name.clone(),
        title: profile
            .nickname
            .clone()
            .unwrap_or_else(|| profile.profile_name.clone()),
        provider: profile.service_provider_name.clone(),
        of_the_card,
        enabled: profile.state == ProfileStateName::Enabled,
    };
    let offered = options.smdp.profiles.iter().map(|offer| &offer.profile);
    let mut profiles: BTreeMap<_, _> = offered
        .map(|profile| (profile.iccid, known(profile, false)))
        .collect();
    let on_card = options.card.profiles.iter();
    profiles.extend(on_card.map(|profile| (profile.iccid, known(profile, true))));
    profiles
}

fn start_smdp(options: &LabOptions) -> Result<Smdp, LabError> {
    let (store, starts): (Box<dyn SmdpStore>, u64) = match &options.state {
        Some(state) => {
            let store = SmdpFileStore::open(&state.join("smdp"))?;
            let starts = store.starts();
            (Box::new(store), starts)
        }
        None => (Box::new(MemoryStore::new()), 0),
    };
    let pki = SmdpPki::generate(options.seed, &options.smdp.oid)?;
    // No two lives of the same state draw the same numbers.
    let seed = options.seed ^ starts.rotate_right(16);
    let smdp = Smdp::new(&options.smdp, pki, store, seed)?;
    for offer in &options.smdp.profiles {
        if let Some(name) = &offer.upp {
            let path = options.packages.join(name);
            let package = std::fs::read(&path).map_err(|source| LabError::Package { path, source })?;
            smdp.set_upp(offer.profile.iccid, package)?;
        }
    }
    Ok(smdp)
}

fn start_modem(options: &LabOptions, exchange: &Exchange) -> Result<Modem<WatchedCard>, LabError> {
    let card = start_card(options)?;
    let pki = card.pki().cloned();
    let watched = WatchedCard::new(card, exchange.clone());
    let mut modem = Modem::new(Some(watched), options.modem.clone(), options.seed);
    if options.state.is_none() {
        let (file, seed, exchange) = (options.card.clone(), options.seed, exchange.clone());
        modem = modem.with_restore(Box::new(move || {
            let card = Card::build(&file, seed, Box::new(Memory::new()), pki.clone())?;
            Ok::<_, CardError>(WatchedCard::new(card, exchange.clone()))
        }));
    }
    let mut lines = Lines::new(exchange.clone());
    modem.watch(Box::new(move |event| lines.tell(event)));
    Ok(modem)
}

fn start_card(options: &LabOptions) -> Result<Card, LabError> {
    let memory: Box<dyn Nvm + Send> = match &options.state {
        Some(state) => {
            let folder = state.join("card");
            let opened = FileStore::open(&folder);
            Box::new(opened.map_err(|source| LabError::CardState { folder, source })?)
        }
        None => Box::new(Memory::new()),
    };
    Ok(Card::build(&options.card, options.seed, memory, None)?)
}

fn start_line(
    options: &LabOptions,
    modem: SharedModem<WatchedCard>,
    folder: &Path,
) -> Result<(Line, String), LabError> {
    let failed = |place: String| move |source| LabError::Line { place, source };
    if let Some(address) = options.tcp {
        let served = TcpServer::share(modem, address).map_err(failed(address.to_string()))?;
        let target = format!("tcp:{}", served.address());
        return Ok((Line::Tcp(served), target));
    }
    let link = folder.join("modem");
    let place = link.display().to_string();
    let served = PtyServer::share(modem, None, Some(&link)).map_err(failed(place.clone()))?;
    Ok((Line::Pty(served), format!("serial:{place}")))
}
