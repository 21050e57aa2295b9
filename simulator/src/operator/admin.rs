//! What whoever runs the desk sees and changes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{DateTime, Money, ServiceStatus};

use super::engine::Operator;
use super::line::Line;
use super::state::{Change, Desk};
use super::{Message, OperatorFileError, ProfilePresence};
use crate::smdp::StoreError;

/// A line, as whoever runs the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// Digits.
    pub iccid: String,
    /// Its number.
    pub msisdn: String,
    /// Account of the customer.
    pub account: String,
    /// What was bought.
    pub offer: String,
    /// What the desk says about it.
    pub status: ServiceStatus,
    /// What the desk knows of the profile.
    pub profile: ProfilePresence,
    /// Reference of the order that waits or is under way.
    pub order: Option<String>,
    /// When the contract ended, or will by the order.
    pub ends: Option<DateTime>,
}

/// An account, as whoever runs the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Its number.
    pub account: String,
    /// Wrong proofs in a row.
    pub wrong_tries: u32,
    /// Until when nobody is let in.
    pub locked_until: Option<DateTime>,
    /// What is not paid.
    pub open_bills: Money,
}

impl Operator {
    /// The lines, by ICCID.
    ///
    /// # Errors
    /// The store failed.
    pub fn lines(&self, now: Timestamp) -> Result<Vec<LineView>, StoreError> {
        let desk = self.settled(now)?;
        let mut views: Vec<LineView> = desk.lines.values().map(|line| self.view(&desk, line)).collect();
        views.sort_by(|one, other| one.iccid.cmp(&other.iccid));
        Ok(views)
    }

    /// What the desk would say about a line, whoever asks.
    ///
    /// # Errors
    /// The store failed.
    pub fn line_status(&self, iccid: Iccid, now: Timestamp) -> Result<ServiceStatus, StoreError> {
        let desk = self.settled(now)?;
        let line = desk.lines.get(&iccid);
        Ok(line.map_or(ServiceStatus::UnknownLine, |line| self.status(&desk, line)))
    }

    /// The accounts, by number.
    ///
    /// # Errors
    /// The store failed.
    pub fn accounts(&self, now: Timestamp) -> Result<Vec<AccountView>, StoreError> {
        let desk = self.settled(now)?;
        let view = |account: &super::account::Account| AccountView {
            account: account.state.number.clone(),
            wrong_tries: account.state.wrong_tries,
            locked_until: account.state.locked(now).map(|until| self.shown(until)),
            open_bills: account.open_bills(self.currency),
        };
        Ok(desk.accounts.values().map(view).collect())
    }

    /// What was sent to customers, the oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn messages(&self, now: Timestamp) -> Result<Vec<Message>, StoreError> {
        Ok(self.settled(now)?.messages().cloned().collect())
    }

    /// Tells the desk where a profile is, as an SM-DP+ would. No fault strikes here.
    ///
    /// # Errors
    /// There is no such line, or the store failed.
    pub fn set_presence(
        &self,
        iccid: Iccid,
        presence: ProfilePresence,
        now: Timestamp,
    ) -> Result<(), OperatorFileError> {
        let mut desk = self.settled(now)?;
        let line = desk
            .lines
            .get(&iccid)
            .ok_or(OperatorFileError::UnknownLine { iccid })?;
        let mut life = line.life.clone();
        life.profile = presence;
        life.withdrawn_at_smdp &= presence != ProfilePresence::Installed;
        let change = Change {
            lives: vec![life],
            ..Change::default()
        };
        desk.commit(self.store(), change)?;
        Ok(())
    }

    fn view(&self, desk: &Desk, line: &Line) -> LineView {
        let order = desk.open_order(line);
        let expected = order
            .filter(|order| order.is_under_way())
            .and_then(|order| order.effective_at);
        let ended = line.life.end.as_ref().map(|end| end.at);
        LineView {
            iccid: line.life.iccid.to_string(),
            msisdn: line.msisdn.clone(),
            account: line.account.clone(),
            offer: line.offer.clone(),
            status: self.status(desk, line),
            profile: line.life.profile,
            order: order.map(|order| order.reference.clone()),
            ends: ended.or(expected).map(|at| self.shown(at)),
        }
    }
}
