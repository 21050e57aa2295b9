//! What the desk has and knows, behind one lock. What changes is in the store before it is here.

use std::collections::{BTreeMap, VecDeque};

use signoff_protocol::id::Iccid;

use super::account::{self, Account, AccountState};
use super::fault::Faults;
use super::line::{self, Life, Line};
use super::message::Message;
use super::news::{self, Cursor};
use super::order::{self, Order};
use super::session::Sessions;
use crate::env::Env;
use crate::smdp::{SmdpStore, StoreError, kept};

/// Messages to customers that are remembered; the oldest one makes room.
const MAX_MESSAGES: usize = 256;

/// Accounts, lines, orders.
#[derive(Debug)]
pub(super) struct Desk {
    pub accounts: BTreeMap<String, Account>,
    pub lines: BTreeMap<Iccid, Line>,
    /// By reference number.
    pub orders: BTreeMap<String, Order>,
    pub sessions: Sessions,
    pub faults: Faults,
    pub cursor: Cursor,
    pub env: Env,
    messages: VecDeque<Message>,
}

/// What is to be kept together or not at all.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub account: Option<AccountState>,
    pub lives: Vec<Life>,
    pub orders: Vec<Order>,
    pub cursor: Option<Cursor>,
    pub messages: Vec<Message>,
}

impl Change {
    /// Whether there is anything to keep.
    pub(super) const fn is_empty(&self) -> bool {
        self.account.is_none()
            && self.lives.is_empty()
            && self.orders.is_empty()
            && self.cursor.is_none()
            && self.messages.is_empty()
    }
}

impl Desk {
    pub(super) fn new(accounts: BTreeMap<String, Account>, lines: BTreeMap<Iccid, Line>, env: Env) -> Self {
        Self {
            accounts,
            lines,
            orders: BTreeMap::new(),
            sessions: Sessions::default(),
            faults: Faults::default(),
            cursor: Cursor::default(),
            env,
            messages: VecDeque::new(),
        }
    }

    /// Takes what the store has kept. Accounts and lines that the file no longer has are passed over.
    pub(super) fn restore(&mut self, kept: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        for (key, value) in kept {
            if key.starts_with(account::KEY) {
                self.put_account(kept::read(key, value)?);
            } else if key.starts_with(line::KEY) {
                self.put_life(kept::read(key, value)?);
            } else if key.starts_with(order::KEY) {
                let order: Order = kept::read(key, value)?;
                self.orders.insert(order.reference.clone(), order);
            } else if key == news::KEY {
                self.cursor = kept::read(key, value)?;
            }
        }
        Ok(())
    }

    /// Keeps a change, then makes it.
    pub(super) fn commit(&mut self, store: &dyn SmdpStore, change: Change) -> Result<(), StoreError> {
        let mut records = Vec::new();
        records.extend(change.account.as_ref().map(AccountState::record).transpose()?);
        for life in &change.lives {
            records.push(life.record()?);
        }
        for order in &change.orders {
            records.push(order.record()?);
        }
        records.extend(change.cursor.as_ref().map(Cursor::record).transpose()?);
        if !records.is_empty() {
            store.put(&records)?;
        }
        if let Some(account) = change.account {
            self.put_account(account);
        }
        for life in change.lives {
            self.put_life(life);
        }
        for order in change.orders {
            self.orders.insert(order.reference.clone(), order);
        }
        if let Some(cursor) = change.cursor {
            self.cursor = cursor;
        }
        for message in change.messages {
            if self.messages.len() >= MAX_MESSAGES {
                self.messages.pop_front();
            }
            self.messages.push_back(message);
        }
        Ok(())
    }

    /// What was sent to customers, the oldest first.
    pub(super) fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter()
    }

    /// The order that waits or is under way for a line.
    pub(super) fn open_order(&self, line: &Line) -> Option<&Order> {
        let order = self.orders.get(line.life.order.as_ref()?)?;
        order.is_open().then_some(order)
    }

    fn put_account(&mut self, state: AccountState) {
        if let Some(account) = self.accounts.get_mut(&state.number) {
            account.state = state;
        }
    }

    fn put_life(&mut self, life: Life) {
        if let Some(line) = self.lines.get_mut(&life.iccid) {
            line.life = life;
        }
    }
}
