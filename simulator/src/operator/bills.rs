//! TMF678: the bills of a customer.

use jiff::Timestamp;
use signoff_protocol::tmf::{BillState, CustomerBill, EntityRef, ErrorCode, Paths, TmfError};

use super::account::{Account, Bill};
use super::engine::Operator;
use super::parties::customer_party;
use super::state::Change;
use crate::smdp::StoreError;

impl Operator {
    /// The bills of the customer, in the order of the file.
    ///
    /// # Errors
    /// Nobody is identified.
    pub fn bills(&self, token: &str, now: Timestamp) -> Result<Vec<CustomerBill>, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        let account = desk.accounts.get(&account);
        Ok(account.map_or_else(Vec::new, |account| {
            account
                .bills
                .iter()
                .map(|bill| self.show_bill(account, bill))
                .collect()
        }))
    }

    /// One bill.
    ///
    /// # Errors
    /// Nobody is identified, or the customer has no such bill.
    pub fn bill(&self, token: &str, id: &str, now: Timestamp) -> Result<CustomerBill, TmfError> {
        let bills = self.bills(token, now)?;
        bills
            .into_iter()
            .find(|bill| bill.id == id)
            .ok_or_else(|| TmfError::new(ErrorCode::NotFound, format!("this customer has no bill {id}")))
    }

    /// Pays all bills of an account, as a bank transfer does. False where there is no such account.
    ///
    /// # Errors
    /// The store failed.
    pub fn pay(&self, account: &str, now: Timestamp) -> Result<bool, StoreError> {
        let mut desk = self.settled(now)?;
        let Some(known) = desk.accounts.get(account) else {
            return Ok(false);
        };
        let mut state = known.state.clone();
        state.paid = known.bills.iter().map(|bill| bill.number.clone()).collect();
        let change = Change {
            account: Some(state),
            ..Change::default()
        };
        desk.commit(self.store(), change)?;
        Ok(true)
    }

    fn show_bill(&self, account: &Account, bill: &Bill) -> CustomerBill {
        let remaining = account.remaining(bill);
        CustomerBill {
            id: bill.number.clone(),
            href: format!("{}/{}", Paths::CUSTOMER_BILL, bill.number),
            bill_no: bill.number.clone(),
            bill_date: self.shown_day(bill.date),
            payment_due_date: self.shown_day(bill.due),
            tax_included_amount: bill.amount,
            remaining_amount: remaining,
            state: if remaining.is_zero() {
                BillState::Settled
            } else if remaining == bill.amount {
                BillState::Sent
            } else {
                BillState::PartiallyPaid
            },
            billing_account: EntityRef::new(account.state.number.as_str(), "BillingAccount"),
            related_party: vec![customer_party(&account.state.number)],
            type_name: "CustomerBill".to_owned(),
        }
    }
}
