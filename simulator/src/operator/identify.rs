//! Who somebody is: an account with a document or a one-time code.

use jiff::Timestamp;
use signoff_protocol::hex;
use signoff_protocol::tmf::{DeskSession, ErrorCode, IdentificationRequest, OneTimeCodeRequest, TmfError};

use super::account::{AccountState, MAX_NUMBER};
use super::digest::digest;
use super::engine::{Operator, later, locked};
use super::message::{Message, MessageKind};
use super::state::{Change, Desk};
use super::{OperatorFault, refusal};
use crate::smdp::StoreError;

impl Operator {
    /// Sends a one-time code to the customer. An unknown account is answered the same way: nobody is told which exist.
    ///
    /// # Errors
    /// The account is locked, or the store failed.
    pub fn request_code(&self, request: &OneTimeCodeRequest, now: Timestamp) -> Result<(), TmfError> {
        check_number(&request.account_number)?;
        let mut desk = self.settled(now).map_err(|error| refusal::out_of_order(&error))?;
        let Some(account) = desk.accounts.get(&request.account_number) else {
            return Ok(());
        };
        let mut state = account.state.clone();
        state.settle(now);
        if let Some(until) = state.locked(now) {
            return Err(refusal::locked(until));
        }
        let code = one_time_code(self.seed, &state);
        state.send_code(code.clone(), now);
        let message = Message {
            at: now,
            account: state.number.clone(),
            kind: MessageKind::OneTimeCode,
            text: format!(
                "Your code for the desk of {} is {code}. Give it to nobody else.",
                self.name()
            ),
            code: Some(code),
        };
        let change = Change {
            account: Some(state),
            messages: vec![message],
            ..Change::default()
        };
        desk.commit(self.store(), change)
            .map_err(|error| refusal::out_of_order(&error))
    }

    /// Identifies a customer.
    ///
    /// # Errors
    /// Account and proof do not belong together, the account is locked, or the store failed.
    pub fn identify(&self, request: &IdentificationRequest, now: Timestamp) -> Result<DeskSession, TmfError> {
        let mut desk = self.settled(now).map_err(|error| refusal::out_of_order(&error))?;
        let Some(account) = desk.accounts.get(&request.account_number).cloned() else {
            return Err(wrong(None));
        };
        let mut state = account.state.clone();
        state.settle(now);
        if desk
            .faults
            .take(|fault| *fault == OperatorFault::AccountLocked)
            .is_some()
        {
            state.locked_until = Some(later(now, self.limits.lock_minutes));
        }
        if let Some(until) = state.locked(now) {
            self.keep(&mut desk, &account.state, state)?;
            return Err(refusal::locked(until));
        }
        let fits = match (&request.document_number, &request.one_time_code) {
            (Some(document), None) => same(document, &account.document),
            (None, Some(code)) => state.fits_code(code, now),
            // No proof, or two: none of them is looked at.
            _ => return Err(wrong(None)),
        };
        if !fits
            || desk
                .faults
                .take(|fault| *fault == OperatorFault::WrongCode)
                .is_some()
        {
            state.wrong_tries = state.wrong_tries.saturating_add(1);
            let left = self.limits.max_wrong_tries.saturating_sub(state.wrong_tries);
            let until = later(now, self.limits.lock_minutes);
            if left == 0 {
                state.locked_until = Some(until);
                state.code = None;
            }
            self.keep(&mut desk, &account.state, state)?;
            return Err(if left == 0 {
                refusal::locked(until)
            } else {
                wrong(Some(left))
            });
        }
        state.wrong_tries = 0;
        // A code is good once.
        if request.one_time_code.is_some() {
            state.code = None;
        }
        let customer_id = state.number.clone();
        self.keep(&mut desk, &account.state, state)?;
        let token = hex::encode(&desk.env.bytes::<16>());
        let expires_at = later(now, self.limits.session_minutes);
        desk.sessions.open(token.clone(), customer_id.clone(), expires_at);
        Ok(DeskSession {
            access_token: token,
            token_type: "Bearer".to_owned(),
            expires_at: self.shown(expires_at),
            customer_id,
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// There is none with this token.
    pub fn sign_off(&self, token: &str, now: Timestamp) -> Result<(), TmfError> {
        let mut desk = locked(&self.desk);
        let is_open = desk.sessions.account(token, now).is_some();
        if desk.sessions.close(token) && is_open {
            Ok(())
        } else {
            Err(refusal::not_identified())
        }
    }

    /// Opens a locked account, as a shop does.
    ///
    /// # Errors
    /// The store failed.
    pub fn unlock(&self, account: &str, now: Timestamp) -> Result<bool, StoreError> {
        let mut desk = self.settled(now)?;
        let Some(known) = desk.accounts.get(account) else {
            return Ok(false);
        };
        let state = AccountState {
            wrong_tries: 0,
            locked_until: None,
            ..known.state.clone()
        };
        let change = Change {
            account: Some(state),
            ..Change::default()
        };
        desk.commit(self.store(), change)?;
        Ok(true)
    }

    fn keep(&self, desk: &mut Desk, had: &AccountState, has: AccountState) -> Result<(), TmfError> {
        if *had == has {
            return Ok(());
        }
        let change = Change {
            account: Some(has),
            ..Change::default()
        };
        desk.commit(self.store(), change)
            .map_err(|error| refusal::out_of_order(&error))
    }
}

fn check_number(account: &str) -> Result<(), TmfError> {
    if (1..=MAX_NUMBER).contains(&account.chars().count()) {
        Ok(())
    } else {
        Err(refusal::invalid(
            "the number of an account has 1 to 64 characters",
        ))
    }
}

fn wrong(tries_left: Option<u32>) -> TmfError {
    TmfError {
        tries_left,
        ..TmfError::new(
            ErrorCode::WrongCredentials,
            "account and proof do not belong together",
        )
    }
}

/// Numbers of documents are compared without spaces, hyphens and case, as people copy them.
fn same(given: &str, known: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    bare(given) == bare(known)
}

/// Six digits that follow from the seed, the account, and how many were sent before.
fn one_time_code(seed: u64, state: &AccountState) -> String {
    let digest = digest(&[
        "one-time code",
        &seed.to_string(),
        &state.number,
        &state.codes_sent.to_string(),
    ]);
    let number = digest
        .iter()
        .take(8)
        .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}
