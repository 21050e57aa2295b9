//! The SM-DP+ as a door, a flow and the command line know it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::Timestamp;
use signoff_protocol::es2p::NotificationPointId;
use signoff_protocol::id::{Eid, Iccid, Oid};

use super::http::host;
use super::inventory::Inventory;
use super::operator::OperatorEvent;
use super::profile::Profile;
use super::refusal::Refusal;
use super::session::Sessions;
use super::{
    AddressFault, FaultPlan, HttpRequest, HttpResponse, ProfileState, ReceivedNotification, SmdpError,
    SmdpFile, SmdpProfileFile, SmdpStore,
};
use crate::card_file::check_profile;
use crate::env::Env;
use crate::pki::{ChainVerifier, SmdpPki};

/// An SM-DP+ and its SM-DS. Share it in an `Arc`: all functions take `&self`.
pub struct Smdp {
    pki: SmdpPki,
    pub(super) oid: Oid,
    pub(super) chains: ChainVerifier,
    pub(super) limits: Limits,
    addresses: Vec<String>,
    smds_addresses: Vec<String>,
    store: Box<dyn SmdpStore>,
    pub(super) env: Mutex<Env>,
    pub(super) sessions: Mutex<Sessions>,
    pub(super) inventory: Mutex<Inventory>,
    faults: Mutex<BTreeMap<String, FaultPlan>>,
    pub(super) watcher: OnceLock<Watcher>,
}

/// Who is told of each request and its answer.
pub(super) type Watcher = Box<dyn Fn(&HttpRequest, &HttpResponse) + Send + Sync>;

/// What the operator has laid down.
pub(super) struct Limits {
    pub max_downloads: u32,
    pub max_wrong_codes: u32,
    pub checks_memory: bool,
    pub checks_eligibility: bool,
    /// Who may call ES2+; anybody where there is none.
    pub requesters: Vec<String>,
}

/// The address that a request came to.
pub(super) struct Site<'a> {
    pub host: &'a str,
    pub is_smds: bool,
}

impl Smdp {
    /// An SM-DP+ as its file describes it. What the store has kept wins over the file.
    ///
    /// # Errors
    /// The file describes no possible SM-DP+, or the store can't be read.
    pub fn new(
        file: &SmdpFile,
        pki: SmdpPki,
        store: Box<dyn SmdpStore>,
        seed: u64,
    ) -> Result<Self, SmdpError> {
        let hosts = |list: &[String]| list.iter().map(|address| host(address)).collect::<Vec<_>>();
        let smdp = Self {
            oid: pki.oid().parse().map_err(|_| SmdpError::Oid {
                oid: pki.oid().to_owned(),
            })?,
            chains: ChainVerifier::new(pki.ci_certificate())?,
            pki,
            limits: Limits {
                max_downloads: file.max_downloads,
                max_wrong_codes: file.max_wrong_codes,
                checks_memory: file.checks_memory,
                checks_eligibility: file.checks_eligibility,
                requesters: file.requesters.clone(),
            },
            addresses: hosts(&file.addresses),
            smds_addresses: hosts(&file.smds_addresses),
            store,
            env: Mutex::new(Env::stream(seed, ENV_STREAM)),
            sessions: Mutex::default(),
            inventory: Mutex::default(),
            faults: Mutex::default(),
            watcher: OnceLock::new(),
        };
        smdp.check_addresses(file)?;
        for (address, plan) in &file.faults {
            smdp.set_fault(address, Some(plan.clone()));
        }
        let mut inventory = Inventory::default();
        for profile in &file.profiles {
            check_profile(&profile.profile)?;
            inventory.add(Profile::new(profile, smdp.host_of(profile)))?;
        }
        inventory.restore(&smdp.store.load()?)?;
        inventory.recall();
        *locked(&smdp.inventory) = inventory;
        Ok(smdp)
    }

    /// Keys and certificates.
    pub const fn pki(&self) -> &SmdpPki {
        &self.pki
    }

    /// Tells `watcher` of each request and of its answer before that leaves; the first watcher stays. It must be quick.
    pub fn watch(&self, watcher: impl Fn(&HttpRequest, &HttpResponse) + Send + Sync + 'static) {
        // A second one is not wanted by anybody.
        drop(self.watcher.set(Box::new(watcher)));
    }

    /// All host names, those of the SM-DS last.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses
            .iter()
            .chain(&self.smds_addresses)
            .map(String::as_str)
    }

    /// The state of a profile.
    pub fn state(&self, iccid: Iccid) -> Option<ProfileState> {
        let inventory = locked(&self.inventory);
        inventory.profile(&iccid).map(|profile| profile.life.state)
    }

    /// The profiles with their states, by ICCID.
    pub fn profiles(&self) -> Vec<(Iccid, ProfileState)> {
        let inventory = locked(&self.inventory);
        let profiles = inventory.profiles();
        profiles
            .map(|profile| (profile.life.iccid, profile.life.state))
            .collect()
    }

    /// The ICCID of the profile with this short name.
    pub fn iccid(&self, name: &str) -> Option<Iccid> {
        let inventory = locked(&self.inventory);
        let mut profiles = inventory.profiles();
        profiles
            .find(|profile| profile.stock.file.name == name)
            .map(|profile| profile.life.iccid)
    }

    /// Puts a profile into a state, whatever it was in: an operator's repair, not a step of its life. Its order
    /// stays.
    ///
    /// # Errors
    /// There is no such profile, or the store failed.
    pub fn set_state(&self, iccid: Iccid, state: ProfileState) -> Result<(), SmdpError> {
        let mut inventory = locked(&self.inventory);
        let profile = inventory
            .profile(&iccid)
            .ok_or(SmdpError::UnknownIccid { iccid })?;
        let mut life = profile.life.clone();
        life.state = state;
        if !state.is_on_euicc() && state != ProfileState::Downloaded {
            life.holder = None;
            if let Some(order) = &mut life.order {
                order.downloads = 0;
                order.wrong_codes = 0;
            }
        }
        inventory.change(self.store(), life, Vec::new())?;
        Ok(())
    }

    /// The notifications that came in, in their order of arrival.
    pub fn notifications(&self) -> Vec<ReceivedNotification> {
        locked(&self.inventory).inbox.list()
    }

    /// What the operator was told, or will be when it asks: from a number on.
    pub fn operator_events(&self, since: u64) -> Vec<OperatorEvent> {
        locked(&self.inventory).operator.since(since)
    }

    /// The number of the next event, and those from a number on; all of them where that number is still to come, since
    /// who asks so speaks of another life of the SM-DP+.
    pub fn operator_news(&self, since: u64) -> (u64, Vec<OperatorEvent>) {
        let inventory = locked(&self.inventory);
        let next = inventory.operator.next();
        let from = if since > next { 0 } else { since };
        (next, inventory.operator.since(from))
    }

    /// Sessions that are under way.
    pub fn open_sessions(&self) -> usize {
        locked(&self.sessions).len()
    }

    /// Delivers this UPP for a profile, instead of the one made of its description.
    ///
    /// # Errors
    /// There is no such profile, or its UPP is in use already.
    pub fn set_upp(&self, iccid: Iccid, upp: Vec<u8>) -> Result<(), SmdpError> {
        let inventory = locked(&self.inventory);
        let profile = inventory
            .profile(&iccid)
            .ok_or(SmdpError::UnknownIccid { iccid })?;
        profile.stock.upp.set(upp.into()).map_err(|_| SmdpError::Profile {
            name: profile.stock.file.name.clone(),
            reason: "its UPP is in use already; set it before the first download".to_owned(),
        })
    }

    /// Makes something go wrong at an address from now on, or stops it.
    pub fn set_fault(&self, address: &str, plan: Option<FaultPlan>) {
        let mut faults = locked(&self.faults);
        match plan.filter(|plan| plan.times != Some(0)) {
            Some(plan) => faults.insert(host(address), plan),
            None => faults.remove(&host(address)),
        };
    }

    /// What goes wrong at an address.
    pub fn fault(&self, address: &str) -> Option<FaultPlan> {
        locked(&self.faults).get(&host(address)).cloned()
    }

    /// The fault that strikes this connection to an address, if it is one of connections; it counts as one of
    /// its times.
    pub fn take_connection_fault(&self, address: &str) -> Option<AddressFault> {
        self.take_fault(address, AddressFault::is_of_connection)
    }

    pub(super) fn take_fault(
        &self,
        address: &str,
        fits: impl Fn(&AddressFault) -> bool,
    ) -> Option<AddressFault> {
        let host = host(address);
        let mut faults = locked(&self.faults);
        let plan = faults.remove(&host)?;
        if !fits(&plan.fault) {
            faults.insert(host, plan);
            return None;
        }
        let fault = plan.fault.clone();
        if let Some(left) = plan.struck() {
            faults.insert(host, left);
        }
        Some(fault)
    }

    pub(super) fn site<'a>(&self, host: &'a str) -> Option<Site<'a>> {
        let is_smds = self.is_smds(host);
        let known = is_smds || self.addresses.iter().any(|known| known == host);
        known.then_some(Site { host, is_smds })
    }

    pub(super) fn is_smds(&self, host: &str) -> bool {
        self.smds_addresses.iter().any(|known| known == host)
    }

    pub(super) fn store(&self) -> &dyn SmdpStore {
        &*self.store
    }

    /// Tells the operator how far a download came.
    pub(super) fn tell(
        &self,
        profile: &Profile,
        eid: Option<Eid>,
        point: NotificationPointId,
        failure: Option<&Refusal>,
        now: Timestamp,
    ) {
        locked(&self.inventory).operator.push(OperatorEvent {
            number: 0,
            at: now,
            iccid: profile.life.iccid,
            profile_type: profile.stock.profile_type.clone(),
            eid,
            point,
            failure: failure.map(|refusal| refusal.0.clone()),
        });
    }

    fn host_of(&self, profile: &SmdpProfileFile) -> String {
        match &profile.address {
            Some(address) => host(address),
            None => self.addresses.first().cloned().unwrap_or_default(),
        }
    }

    fn check_addresses(&self, file: &SmdpFile) -> Result<(), SmdpError> {
        if self.addresses.is_empty() {
            return Err(SmdpError::NoAddress);
        }
        let mut known = BTreeSet::new();
        for address in self.addresses() {
            if !known.insert(address) {
                return Err(SmdpError::DuplicateAddress {
                    address: address.to_owned(),
                });
            }
        }
        let unknown = |what: String, address: &str| SmdpError::UnknownAddress {
            what,
            address: address.to_owned(),
        };
        for profile in &file.profiles {
            let address = self.host_of(profile);
            if !self.addresses.contains(&address) {
                return Err(unknown(format!("profile {}", profile.profile.name), &address));
            }
        }
        match file
            .faults
            .keys()
            .find(|address| !known.contains(host(address).as_str()))
        {
            Some(address) => Err(unknown("a fault".to_owned(), address)),
            None => Ok(()),
        }
    }
}

/// The stream of random numbers of an SM-DP+: a card of the same seed draws others.
const ENV_STREAM: u64 = 1;

impl std::fmt::Debug for Smdp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smdp")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

/// A panic while a lock was held leaves whole values behind: each is replaced in one step.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
