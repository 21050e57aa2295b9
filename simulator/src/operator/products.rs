//! TMF637: the lines of a customer, and what the desk says about each.

use jiff::Timestamp;
use signoff_protocol::tmf::{
    Characteristic, EntityRef, Instalments, Paths, Price, Product, ProductPrice, ProductStatus, ProductTerm,
    Quantity, ServiceStatus, TimePeriod, TmfError,
};

use super::ProfilePresence;
use super::engine::{Operator, line_of};
use super::line::Line;
use super::parties::customer_party;
use super::state::Desk;

impl Operator {
    /// The lines of the customer, by ICCID; only the one with this number if one is given.
    ///
    /// # Errors
    /// Nobody is identified.
    pub fn products(
        &self,
        token: &str,
        serial: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<Product>, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        let lines = desk.lines.values().filter(|line| line.account == account);
        let mut products: Vec<Product> = lines
            .map(|line| self.show_line(&desk, line))
            .filter(|product| serial.is_none_or(|serial| product.product_serial_number == serial))
            .collect();
        products.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(products)
    }

    /// One line.
    ///
    /// # Errors
    /// Nobody is identified, or the customer has no such line.
    pub fn product(&self, token: &str, id: &str, now: Timestamp) -> Result<Product, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        Ok(self.show_line(&desk, line_of(&desk, &account, id)?))
    }

    /// What the desk says about a line.
    #[expect(clippy::unused_self, reason = "one day the answer may be the operator's own")]
    pub(super) fn status(&self, desk: &Desk, line: &Line) -> ServiceStatus {
        let order = desk.open_order(line);
        match &line.life.end {
            Some(_) if line.life.profile == ProfilePresence::Installed => {
                ServiceStatus::TerminatedProfileInstalled
            }
            Some(_) => ServiceStatus::NoActiveService,
            None if order.is_some_and(|order| order.is_under_way() && order.is_termination()) => {
                ServiceStatus::TerminationRequested
            }
            None => ServiceStatus::Active,
        }
    }

    pub(super) fn show_line(&self, desk: &Desk, line: &Line) -> Product {
        let iccid = line.life.iccid.to_string();
        let terms = &line.terms;
        let service_status = self.status(desk, line);
        let kind = match (terms.prepaid, terms.months) {
            (true, _) => "prepaid",
            (false, Some(_)) => "fixedTerm",
            (false, None) => "indefinite",
        };
        let expected = desk
            .open_order(line)
            .filter(|order| order.is_under_way())
            .and_then(|order| order.effective_at);
        let ended = line.life.end.as_ref().map(|end| end.at);
        Product {
            href: format!("{}/{iccid}", Paths::PRODUCT),
            name: line.offer.clone(),
            status: match service_status {
                ServiceStatus::Active | ServiceStatus::UnknownLine => ProductStatus::Active,
                ServiceStatus::TerminationRequested => ProductStatus::PendingTerminate,
                ServiceStatus::TerminatedProfileInstalled | ServiceStatus::NoActiveService => {
                    ProductStatus::Terminated
                }
            },
            service_status,
            start_date: self.shown_day(terms.start),
            termination_date: ended.or(expected).map(|at| self.shown(at)),
            product_serial_number: iccid.clone(),
            product_characteristic: vec![
                Characteristic::new("msisdn", line.msisdn.as_str()),
                Characteristic::new("contractKind", kind),
                Characteristic::new("profile", line.life.profile.name()),
            ],
            product_term: terms
                .months
                .map(|months| ProductTerm {
                    name: "fixed term".to_owned(),
                    duration: Quantity {
                        amount: u64::from(months),
                        units: "month".to_owned(),
                    },
                    valid_for: TimePeriod {
                        start_date_time: Some(self.shown_day(terms.start)),
                        end_date_time: terms.term_ends().map(|day| self.shown_day(day)),
                    },
                })
                .into_iter()
                .collect(),
            product_price: (!terms.prepaid)
                .then(|| ProductPrice {
                    name: "monthly fee".to_owned(),
                    price_type: "recurring".to_owned(),
                    recurring_charge_period: Some("month".to_owned()),
                    price: Price {
                        tax_included_amount: terms.monthly_fee,
                    },
                })
                .into_iter()
                .collect(),
            billing_account: EntityRef::new(line.account.as_str(), "BillingAccount"),
            related_party: vec![customer_party(&line.account)],
            unused_data: line.unused_data.as_ref().map(|data| self.unused_data(data)),
            instalments: terms.device.as_ref().map(|device| Instalments {
                device: device.name.clone(),
                months: device.months,
                residual_values: device.table(),
            }),
            porting_out: self.porting_out(line),
            type_name: "MobileLine".to_owned(),
            base_type: "Product".to_owned(),
            id: iccid,
        }
    }
}
