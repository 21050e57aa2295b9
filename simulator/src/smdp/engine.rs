//! The SM-DP+ as a door, a flow and the command line know it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use signoff_protocol::id::Iccid;

use super::http::host;
use super::{
    AddressFault, FaultPlan, HttpRequest, HttpResponse, ProfileState, ReceivedNotification, SmdpError,
    SmdpFile, SmdpStore,
};
use crate::pki::SmdpPki;

/// An SM-DP+ and its SM-DS. Share it in an `Arc`: all functions take `&self`.
pub struct Smdp {
    pki: SmdpPki,
    addresses: Vec<String>,
    smds_addresses: Vec<String>,
    faults: Mutex<BTreeMap<String, FaultPlan>>,
    _store: Box<dyn SmdpStore>,
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
        _seed: u64,
    ) -> Result<Self, SmdpError> {
        Ok(Self {
            pki,
            addresses: file.addresses.iter().map(|address| host(address)).collect(),
            smds_addresses: file.smds_addresses.iter().map(|address| host(address)).collect(),
            faults: Mutex::new(file.faults.clone()),
            _store: store,
        })
    }

    /// Answers a request of an LPA (ES9+, ES11) or of an operator (ES2+, ES12).
    pub fn handle(&self, _request: &HttpRequest, _now: Timestamp) -> HttpResponse {
        HttpResponse {
            status: 404,
            ..HttpResponse::default()
        }
    }

    /// The state of a profile.
    pub fn state(&self, _iccid: Iccid) -> Option<ProfileState> {
        None
    }

    /// The notifications that came in, in their order of arrival.
    pub fn notifications(&self) -> Vec<ReceivedNotification> {
        Vec::new()
    }

    /// Delivers this UPP for a profile, instead of the one made of its description.
    ///
    /// # Errors
    /// There is no such profile.
    pub fn set_upp(&self, iccid: Iccid, _upp: Vec<u8>) -> Result<(), SmdpError> {
        Err(SmdpError::UnknownIccid { iccid })
    }

    /// Keys and certificates.
    pub const fn pki(&self) -> &SmdpPki {
        &self.pki
    }

    /// All host names, those of the SM-DS last.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses
            .iter()
            .chain(&self.smds_addresses)
            .map(String::as_str)
    }

    /// Makes something go wrong at an address from now on, or stops it.
    pub fn set_fault(&self, address: &str, plan: Option<FaultPlan>) {
        let mut faults = locked(&self.faults);
        match plan {
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

    fn take_fault(&self, address: &str, fits: impl Fn(&AddressFault) -> bool) -> Option<AddressFault> {
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
}

/// A panic while a lock was held leaves whole values behind: each is replaced in one step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
