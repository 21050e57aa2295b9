//! A desk with a clock to turn.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::Date};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{
    CancelProductOrderCreate, DateTime, EndRequest, EntityRef, ErrorCode, IdentificationRequest, ItemAction,
    OrderItemCreate, OrderState, ProductOrder, ProductOrderCreate, ProductOrderUpdate, ProductRef,
    QuoteCreate, QuoteItemCreate, ServiceStatus, TerminationQuote,
};
use signoff_simulator::operator::{ContractRules, Operator, OperatorFile};
use signoff_simulator::smdp::{MemoryStore, SmdpStore};

pub(crate) const PROXIMUS: &str = "8932010000000000012";
pub(crate) const ORANGE: &str = "8932100000000000013";
pub(crate) const ORANGE_PORTED: &str = "8932100000000000021";
pub(crate) const ORANGE_NEW: &str = "8932100000000000211";
pub(crate) const BASE: &str = "8932200000000000012";
pub(crate) const HOLIDAY: &str = "8932300000000000011";

/// A desk, a customer at it, and the time.
pub(crate) struct Bench {
    pub(crate) operator: Arc<Operator>,
    pub(crate) now: Timestamp,
    pub(crate) token: String,
}

pub(crate) fn rules() -> ContractRules {
    ContractRules::parse(&signoff_fixtures::contract("be").unwrap()).unwrap()
}

pub(crate) fn file(name: &str) -> OperatorFile {
    OperatorFile::parse(&signoff_fixtures::operator(name).unwrap()).unwrap()
}

pub(crate) fn with_store(file: &OperatorFile, store: Box<dyn SmdpStore>) -> Arc<Operator> {
    Arc::new(Operator::new(file, rules(), store, 1).unwrap())
}

pub(crate) fn operator(file: &OperatorFile) -> Arc<Operator> {
    with_store(file, Box::new(MemoryStore::new()))
}

impl Bench {
    /// The first customer of a shipped operator, identified.
    pub(crate) fn at(name: &str) -> Self {
        Self::of(&file(name))
    }

    pub(crate) fn of(file: &OperatorFile) -> Self {
        Self::with(operator(file), file, 0)
    }

    /// The customer with this place in the file.
    pub(crate) fn with(operator: Arc<Operator>, file: &OperatorFile, customer: usize) -> Self {
        let now = operator.opening();
        let customer = &file.customers[customer];
        let request = document(&customer.account, &customer.document);
        let token = operator.identify(&request, now).unwrap().access_token;
        Self { operator, now, token }
    }

    /// Identifies again: sessions do not last for days.
    pub(crate) fn back(&mut self, file: &str) {
        let file = self::file(file);
        let customer = &file.customers[0];
        let request = document(&customer.account, &customer.document);
        self.token = self.operator.identify(&request, self.now).unwrap().access_token;
    }

    pub(crate) fn days(&mut self, days: i64) {
        self.now = self
            .now
            .saturating_add(SignedDuration::from_hours(24 * days))
            .unwrap();
    }

    pub(crate) fn quote(&self, iccid: &str, date: Option<&str>) -> Result<TerminationQuote, ErrorCode> {
        self.quote_by(iccid, date, None)
    }

    pub(crate) fn quote_by(
        &self,
        iccid: &str,
        date: Option<&str>,
        by: Option<EndRequest>,
    ) -> Result<TerminationQuote, ErrorCode> {
        let request = QuoteCreate {
            quote_item: vec![QuoteItemCreate {
                product: product(iccid),
            }],
            requested_quote_completion_date: date.map(midnight),
            end_request: by,
        };
        self.operator
            .quote(&self.token, &request, self.now)
            .map_err(|error| error.code)
    }

    pub(crate) fn order(&self, iccid: &str, date: Option<&str>, id: &str) -> Result<ProductOrder, ErrorCode> {
        self.make(&termination(iccid, date, id)).map(|(order, _)| order)
    }

    pub(crate) fn make(&self, request: &ProductOrderCreate) -> Result<(ProductOrder, bool), ErrorCode> {
        self.operator
            .make_order(&self.token, request, self.now)
            .map_err(|error| error.code)
    }

    pub(crate) fn confirm(&self, order: &ProductOrder) -> Result<ProductOrder, ErrorCode> {
        let update = ProductOrderUpdate {
            state: OrderState::InProgress,
        };
        self.operator
            .confirm_order(&self.token, &order.id, &update, self.now)
            .map_err(|error| error.code)
    }

    pub(crate) fn terminate(&self, iccid: &str, date: Option<&str>, id: &str) -> ProductOrder {
        let order = self.order(iccid, date, id).unwrap();
        self.confirm(&order).unwrap()
    }

    pub(crate) fn cancel(&self, order: &ProductOrder) -> Result<(), ErrorCode> {
        let request = CancelProductOrderCreate {
            product_order: EntityRef::new(order.id.as_str(), "ProductOrder"),
            cancellation_reason: None,
        };
        let done = self.operator.cancel_order(&self.token, &request, self.now);
        done.map(drop).map_err(|error| error.code)
    }

    pub(crate) fn status(&self, iccid: &str) -> ServiceStatus {
        self.operator.line_status(self::iccid(iccid), self.now).unwrap()
    }

    pub(crate) fn state(&self, order: &ProductOrder) -> OrderState {
        self.operator
            .order(&self.token, &order.id, self.now)
            .unwrap()
            .state
    }
}

pub(crate) fn document(account: &str, document: &str) -> IdentificationRequest {
    IdentificationRequest {
        account_number: account.to_owned(),
        document_number: Some(document.to_owned()),
        one_time_code: None,
    }
}

pub(crate) fn termination(iccid: &str, date: Option<&str>, id: &str) -> ProductOrderCreate {
    ProductOrderCreate {
        external_id: id.to_owned(),
        product_order_item: vec![OrderItemCreate {
            id: "1".to_owned(),
            action: ItemAction::Delete,
            product: product(iccid),
        }],
        requested_completion_date: date.map(midnight),
        end_request: None,
    }
}

pub(crate) fn iccid(text: &str) -> Iccid {
    text.parse().unwrap()
}

fn product(iccid: &str) -> ProductRef {
    ProductRef { id: iccid.to_owned() }
}

/// Midnight of a day in Brussels.
fn midnight(date: &str) -> DateTime {
    let date: Date = date.parse().unwrap();
    DateTime::of(&date.in_tz("Europe/Brussels").unwrap())
}
