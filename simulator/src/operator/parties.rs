//! TMF629 and TMF632: the customer, and the person behind it.

use jiff::Timestamp;
use signoff_protocol::tmf::{
    Characteristic, Customer, EntityRef, ErrorCode, Individual, Paths, RelatedParty, TimePeriod, TmfError,
};

use super::account::Account;
use super::engine::Operator;
use super::state::Desk;

impl Operator {
    /// The customer who is asking; nobody sees others.
    ///
    /// # Errors
    /// Nobody is identified.
    pub fn customers(&self, token: &str, now: Timestamp) -> Result<Vec<Customer>, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        let account = desk.accounts.get(&account);
        Ok(account
            .map(|account| self.show_customer(&desk, account))
            .into_iter()
            .collect())
    }

    /// One customer.
    ///
    /// # Errors
    /// Nobody is identified, or it is another one.
    pub fn customer(&self, token: &str, id: &str, now: Timestamp) -> Result<Customer, TmfError> {
        let customers = self.customers(token, now)?;
        customers
            .into_iter()
            .find(|customer| customer.id == id)
            .ok_or_else(|| TmfError::new(ErrorCode::NotFound, format!("there is no customer {id}")))
    }

    /// The person behind the customer who is asking.
    ///
    /// # Errors
    /// Nobody is identified, or it is another one.
    pub fn individual(&self, token: &str, id: &str, now: Timestamp) -> Result<Individual, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        desk.accounts
            .get(&account)
            .map(show_individual)
            .filter(|person| person.id == id)
            .ok_or_else(|| TmfError::new(ErrorCode::NotFound, format!("there is no person {id}")))
    }

    fn show_customer(&self, desk: &Desk, account: &Account) -> Customer {
        let number = &account.state.number;
        let lines = || desk.lines.values().filter(|line| line.account == *number);
        let since = lines()
            .map(|line| line.terms.start)
            .min()
            .map(|day| self.shown_day(day));
        let is_active = lines().any(|line| line.life.end.is_none());
        let person = person_id(number);
        Customer {
            id: number.clone(),
            href: format!("{}/{number}", Paths::CUSTOMER),
            name: format!("{} {}", account.given_name, account.family_name),
            status: if is_active { "active" } else { "inactive" }.to_owned(),
            valid_for: TimePeriod {
                start_date_time: since,
                end_date_time: None,
            },
            account: vec![EntityRef::new(number.as_str(), "BillingAccount")],
            engaged_party: EntityRef::new(person.as_str(), "Individual")
                .href(format!("{}/{person}", Paths::INDIVIDUAL)),
            status_date: since,
            type_name: "Customer".to_owned(),
        }
    }
}

fn show_individual(account: &Account) -> Individual {
    let id = person_id(&account.state.number);
    let business = account.business_numbers.map(|numbers| {
        vec![
            Characteristic::new("business", "true"),
            Characteristic::new("numbers", numbers.to_string()),
        ]
    });
    Individual {
        href: format!("{}/{id}", Paths::INDIVIDUAL),
        given_name: account.given_name.clone(),
        family_name: account.family_name.clone(),
        party_characteristic: business.unwrap_or_default(),
        type_name: "Individual".to_owned(),
        id,
    }
}

fn person_id(account: &str) -> String {
    format!("{account}-P")
}

/// The customer, in other resources.
pub(super) fn customer_party(account: &str) -> RelatedParty {
    RelatedParty {
        id: account.to_owned(),
        href: Some(format!("{}/{account}", Paths::CUSTOMER)),
        role: "customer".to_owned(),
        referred_type: "Customer".to_owned(),
    }
}
