//! TMF622: orders are made, confirmed, looked at and taken back.

use jiff::Timestamp;
use jiff::civil::Date;
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{
    CancelProductOrder, CancelProductOrderCreate, Characteristic, EndRequest, EntityRef, ErrorCode,
    ItemAction, OrderItem, OrderState, Paths, ProductOrder, ProductOrderCreate, ProductOrderUpdate,
    ProductRef, TmfError,
};

use super::digest::digest;
use super::engine::{Operator, later, line_of};
use super::line::{Life, Line};
use super::message::{Message, MessageKind};
use super::order::{Asked, EsimStep, Order, Outcome};
use super::quote::check_line_id;
use super::settle::{cancelled, release};
use super::state::{Change, Desk};
use super::{OperatorFault, refusal};

/// Most orders that the desk keeps, and of one account.
const MAX_ORDERS: usize = 4096;
const MAX_ORDERS_OF_ACCOUNT: usize = 512;
/// Longest external id, and longest reason.
const MAX_EXTERNAL_ID: usize = 64;
const MAX_REASON: usize = 256;
/// Longest id of an item.
const MAX_ITEM_ID: usize = 16;

impl Operator {
    /// Makes an order, or finds the one that has this external id. True: it is new.
    ///
    /// # Errors
    /// Nobody is identified, the customer has no such line, it can't end then, another order is under way, or the external id
    /// stands for another order.
    pub fn make_order(
        &self,
        token: &str,
        request: &ProductOrderCreate,
        now: Timestamp,
    ) -> Result<(ProductOrder, bool), TmfError> {
        let [item] = request.product_order_item.as_slice() else {
            return Err(refusal::invalid("an order has exactly one item"));
        };
        check_line_id(&item.product)?;
        if !is_external_id(&request.external_id) {
            return Err(refusal::invalid(
                "an external id has 1 to 64 letters, digits, points, hyphens and underscores",
            ));
        }
        if item.id.is_empty() || item.id.chars().count() > MAX_ITEM_ID {
            return Err(refusal::invalid("the id of an item has 1 to 16 characters"));
        }
        let (mut desk, account) = self.admitted(token, now)?;
        let line = line_of(&desk, &account, &item.product.id)?;
        let by = request.end_request.unwrap_or_default();
        let asked = Asked {
            iccid: line.life.iccid,
            action: item.action,
            date: self.asked_day(request.requested_completion_date.as_ref()),
            withdrawal: by == EndRequest::Withdrawal,
        };
        let known = desk
            .orders
            .values()
            .find(|order| order.account == account && order.external_id == request.external_id);
        if let Some(known) = known {
            return if known.asked == asked {
                Ok((self.show_order(known), false))
            } else {
                Err(TmfError::new(
                    ErrorCode::ExternalIdConflict,
                    format!("{} stands for another order", request.external_id),
                )
                .message("choose another external id"))
            };
        }
        let mine = desk
            .orders
            .values()
            .filter(|order| order.account == account)
            .count();
        if desk.orders.len() >= MAX_ORDERS || mine >= MAX_ORDERS_OF_ACCOUNT {
            return Err(TmfError::new(ErrorCode::TooMany, "there are too many orders"));
        }
        let mut change = Change::default();
        // An order that waits for its confirmation makes room for the next one.
        match desk.open_order(line) {
            Some(other) if other.is_under_way() => {
                let error = TmfError::new(
                    ErrorCode::AlreadyRequested,
                    format!("order {} for this line is under way", other.reference),
                );
                return Err(error.message("take that one back first"));
            }
            Some(other) => change
                .orders
                .push(cancelled(other, now, "another order took its place")),
            None => {}
        }
        let order = self.new_order(&desk, line, asked, (&account, &request.external_id), by, now)?;
        if desk.orders.contains_key(&order.reference) {
            return Err(TmfError::new(
                ErrorCode::ExternalIdConflict,
                "the reference number is taken",
            ));
        }
        change.lives.push(Life {
            order: Some(order.reference.clone()),
            ..line.life.clone()
        });
        let shown = self.show_order(&order);
        change.orders.push(order);
        desk.commit(self.store(), change)
            .map_err(|error| refusal::out_of_order(&error))?;
        Ok((shown, true))
    }

    /// The orders of the customer, the oldest first; only the one with this external id if one is given.
    ///
    /// # Errors
    /// Nobody is identified.
    pub fn orders(
        &self,
        token: &str,
        external_id: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<ProductOrder>, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        let mut found: Vec<&Order> = desk
            .orders
            .values()
            .filter(|order| order.account == account)
            .filter(|order| external_id.is_none_or(|id| order.external_id == id))
            .collect();
        found.sort_by(|one, other| {
            (one.ordered_at, &one.reference).cmp(&(other.ordered_at, &other.reference))
        });
        Ok(found.into_iter().map(|order| self.show_order(order)).collect())
    }

    /// One order.
    ///
    /// # Errors
    /// Nobody is identified, or the customer has no such order.
    pub fn order(&self, token: &str, reference: &str, now: Timestamp) -> Result<ProductOrder, TmfError> {
        let (desk, account) = self.admitted(token, now)?;
        Ok(self.show_order(order_of(&desk, &account, reference)?))
    }

    /// Confirms an order. Once more is no error.
    ///
    /// # Errors
    /// Nobody is identified, the customer has no such order, or it can't be confirmed any more.
    pub fn confirm_order(
        &self,
        token: &str,
        reference: &str,
        update: &ProductOrderUpdate,
        now: Timestamp,
    ) -> Result<ProductOrder, TmfError> {
        let (mut desk, account) = self.admitted(token, now)?;
        let order = order_of(&desk, &account, reference)?.clone();
        let wrong = |reason: String| Err(TmfError::new(ErrorCode::WrongState, reason));
        if update.state != OrderState::InProgress {
            return wrong(format!(
                "a client puts an order into inProgress only, not into {}",
                update.state
            ));
        }
        match order.state {
            OrderState::Acknowledged => {}
            OrderState::InProgress | OrderState::Completed => return Ok(self.show_order(&order)),
            other => return wrong(format!("the order is {other}")),
        }
        let order = self.confirmed(&mut desk, order, now);
        let text = format!(
            "We confirm order {}: the service ends on {}.",
            order.reference,
            order.effective.map_or_else(String::new, |day| day.to_string())
        );
        let change = Change {
            messages: vec![Message {
                at: now,
                account,
                kind: MessageKind::Confirmation,
                text,
                code: None,
            }],
            orders: vec![order],
            ..Change::default()
        };
        let failed = |error| refusal::out_of_order(&error);
        desk.commit(self.store(), change).map_err(failed)?;
        // A withdrawal is due at once.
        self.settle(&mut desk, now).map_err(failed)?;
        let order = desk
            .orders
            .get(reference)
            .ok_or_else(|| refusal::no_order(reference))?;
        Ok(self.show_order(order))
    }

    /// Takes an order back.
    ///
    /// # Errors
    /// Nobody is identified, the customer has no such order, or it was carried out.
    pub fn cancel_order(
        &self,
        token: &str,
        request: &CancelProductOrderCreate,
        now: Timestamp,
    ) -> Result<CancelProductOrder, TmfError> {
        let reason = request.cancellation_reason.clone();
        if reason
            .as_ref()
            .is_some_and(|reason| reason.chars().count() > MAX_REASON)
        {
            return Err(refusal::invalid("a reason has at most 256 characters"));
        }
        let (mut desk, account) = self.admitted(token, now)?;
        let order = order_of(&desk, &account, &request.product_order.id)?.clone();
        if !order.is_open() {
            return Err(TmfError::new(
                ErrorCode::WrongState,
                format!("the order is {}", order.state),
            ));
        }
        let order = cancelled(&order, now, reason.as_deref().unwrap_or("at the customer's wish"));
        let mut change = Change {
            messages: vec![Message {
                at: now,
                account,
                kind: MessageKind::Cancelled,
                text: format!("Order {} was taken back; nothing changes.", order.reference),
                code: None,
            }],
            ..Change::default()
        };
        release(&desk, &order, &mut change);
        change.orders.push(order.clone());
        desk.commit(self.store(), change)
            .map_err(|error| refusal::out_of_order(&error))?;
        Ok(CancelProductOrder {
            id: format!("{}-C", order.reference),
            effective_cancellation_date: self.shown(now),
            state: OrderState::Completed,
            cancellation_reason: reason,
            product_order: EntityRef::new(order.reference.as_str(), "ProductOrder")
                .href(href(&order.reference)),
            type_name: "CancelProductOrder".to_owned(),
        })
    }

    fn new_order(
        &self,
        desk: &Desk,
        line: &Line,
        asked: Asked,
        (account, external_id): (&str, &str),
        by: EndRequest,
        now: Timestamp,
    ) -> Result<Order, TmfError> {
        let number = digest(&["order", &self.seed.to_string(), account, external_id]);
        let order = Order {
            reference: format!("T{}", hex::encode(number.get(..5).unwrap_or_default())),
            account: account.to_owned(),
            external_id: external_id.to_owned(),
            state: OrderState::Acknowledged,
            ordered_at: now,
            effective: None,
            effective_at: None,
            confirm_by: None,
            completed_at: None,
            cancelled_at: None,
            reason: None,
            outcome: Outcome::Right,
            esim: EsimStep::Cancel,
            matching_id: None,
            activation_code: None,
            quote: None,
            asked,
        };
        if order.asked.action == ItemAction::Modify {
            if let Some(end) = &line.life.end {
                return Err(refusal::ended(self.day(end.at)));
            }
            // Nothing is lost by a new eSIM, so nothing is to be confirmed.
            return Ok(Order {
                state: OrderState::InProgress,
                ..order
            });
        }
        let end = self.plan(line, order.asked.date, by, now)?;
        if line.porting.is_some() && self.rules.porting.rule.holds_termination && !end.withdrawal {
            let error = TmfError::new(
                ErrorCode::PortingInProgress,
                "the number is on its way to another operator, which ends the contract",
            );
            return Err(error.message("wait for the porting; an end before it would lose the number"));
        }
        let quote = self.quote_of(desk, line, end, now);
        let owes = desk
            .accounts
            .get(account)
            .is_some_and(|account| !account.open_bills(self.currency).is_zero());
        if self.limits.refuses_while_bills_open && owes {
            return Err(
                TmfError::new(ErrorCode::BillsOpen, "there are unpaid bills").message("pay them first")
            );
        }
        Ok(Order {
            effective: Some(end.effective),
            effective_at: Some(self.midnight(end.effective)),
            confirm_by: Some(later(now, self.limits.confirmation_hours.saturating_mul(60))),
            quote: Some(quote),
            ..order
        })
    }

    /// The order after its confirmation, with the date it gets by then and what the faults make of it.
    fn confirmed(&self, desk: &mut Desk, order: Order, now: Timestamp) -> Order {
        let mut order = Order {
            state: OrderState::InProgress,
            ..order
        };
        if order.asked.withdrawal {
            order.effective_at = Some(now);
        } else {
            // Confirmed a day or more later, the earliest date may have passed.
            let earliest = self.rules.earliest_end(self.day(now));
            let effective = order.effective.map_or(earliest, |date: Date| date.max(earliest));
            order.effective = Some(effective);
            order.effective_at = Some(self.midnight(effective));
        }
        let strikes = |fault: &OperatorFault| {
            matches!(fault, OperatorFault::NeverTerminates | OperatorFault::WrongLine)
        };
        order.outcome = match desk.faults.take(strikes) {
            Some(OperatorFault::NeverTerminates) => Outcome::Never,
            Some(OperatorFault::WrongLine) => {
                another_line(desk, &order).map_or(Outcome::Right, Outcome::Other)
            }
            _ => Outcome::Right,
        };
        order
    }

    pub(super) fn show_order(&self, order: &Order) -> ProductOrder {
        let facts = [
            ("activationCode", &order.activation_code),
            ("matchingId", &order.matching_id),
        ];
        let is_termination = order.is_termination();
        let by = if order.asked.withdrawal {
            EndRequest::Withdrawal
        } else {
            EndRequest::Termination
        };
        ProductOrder {
            id: order.reference.clone(),
            href: href(&order.reference),
            external_id: order.external_id.clone(),
            category: if is_termination { "termination" } else { "newEsim" }.to_owned(),
            state: order.state,
            order_date: self.shown(order.ordered_at),
            requested_completion_date: order.asked.date.map(|day| self.shown_day(day)),
            end_request: is_termination.then_some(by),
            expected_completion_date: order.effective.map(|day| self.shown_day(day)),
            confirm_by: order
                .confirm_by
                .filter(|_| order.state == OrderState::Acknowledged)
                .map(|at| self.shown(at)),
            completion_date: order.completed_at.map(|at| self.shown(at)),
            cancellation_date: order.cancelled_at.map(|at| self.shown(at)),
            cancellation_reason: order.reason.clone(),
            product_order_item: vec![OrderItem {
                id: "1".to_owned(),
                action: order.asked.action,
                state: order.state,
                product: ProductRef {
                    id: order.asked.iccid.to_string(),
                },
                product_characteristic: facts
                    .into_iter()
                    .filter_map(|(name, value)| Some(Characteristic::new(name, value.clone()?)))
                    .collect(),
            }],
            related_party: vec![super::parties::customer_party(&order.account)],
            quote: order.quote.clone(),
            type_name: "ProductOrder".to_owned(),
        }
    }
}

fn href(reference: &str) -> String {
    format!("{}/{reference}", Paths::PRODUCT_ORDER)
}

fn is_external_id(id: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=MAX_EXTERNAL_ID).contains(&id.len()) && id.bytes().all(is_letter)
}

fn order_of<'a>(desk: &'a Desk, account: &str, reference: &str) -> Result<&'a Order, TmfError> {
    desk.orders
        .get(reference)
        .filter(|order| order.account == account)
        .ok_or_else(|| refusal::no_order(reference))
}

/// Another line whose contract runs: of the same account, or else of anybody.
fn another_line(desk: &Desk, order: &Order) -> Option<Iccid> {
    desk.lines
        .values()
        .filter(|line| line.life.iccid != order.asked.iccid && line.life.end.is_none())
        .min_by_key(|line| (line.account != order.account, line.life.iccid.to_string()))
        .map(|line| line.life.iccid)
}
