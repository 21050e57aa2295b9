//! Who else can be asked: archive, SM-DP+, operator.

use futures::future::BoxFuture;
use signoff_protocol::id::Iccid;

use super::{Contract, Failure, Raw};
use crate::lpa::archive::Archive;

/// A notification in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// Its number.
    pub number: u32,
    /// Its address.
    pub address: String,
    /// Whether an acknowledgement is noted.
    pub acknowledged: bool,
}

/// What an SM-DP+ knows of one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmdpView {
    /// Its state and whether that means installed; `None` if it knows no such profile.
    pub state: Option<(String, bool)>,
    /// Numbers of the notifications of its deletion since its last installation.
    pub deletions: Vec<u32>,
    /// What came over the line.
    pub raw: Vec<Raw>,
}

/// Somebody who can ask the SM-DP+.
pub trait SmdpWitness: Send + Sync {
    /// What it knows of this profile.
    fn ask(&self, iccid: Iccid) -> BoxFuture<'_, Result<SmdpView, Failure>>;
}

/// Somebody who can ask the operator.
pub trait OperatorWitness: Send + Sync {
    /// What it says about the line, and the answer as it came.
    fn status(&self, iccid: Iccid) -> BoxFuture<'_, Result<(Contract, Raw), Failure>>;
}

/// All who can be asked beside the device.
#[derive(Clone, Copy, Default)]
pub struct Witnesses<'a> {
    /// Where notifications and their acknowledgements are kept.
    pub archive: Option<&'a (dyn Archive + Sync)>,
    /// The SM-DP+.
    pub smdp: Option<&'a dyn SmdpWitness>,
    /// The operator.
    pub operator: Option<&'a dyn OperatorWitness>,
}

impl Witnesses<'_> {
    /// Whether somebody may say something else in a while without anything being done.
    pub const fn can_change(&self) -> bool {
        self.smdp.is_some() || self.operator.is_some()
    }
}
