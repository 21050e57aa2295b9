//! What happens by itself when time passes: contracts end, orders that nobody confirmed lapse, locks open.

use jiff::Timestamp;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::OrderState;

use super::engine::Operator;
use super::line::{End, EndCause, Life};
use super::message::{Message, MessageKind};
use super::order::{Order, Outcome};
use super::state::{Change, Desk};
use crate::smdp::StoreError;

impl Operator {
    /// Does what is due by now.
    pub(super) fn settle(&self, desk: &mut Desk, now: Timestamp) -> Result<(), StoreError> {
        // Each round takes the earliest thing that is due, and there is one of them for a line or an order at most.
        let bound = desk.lines.len() + desk.orders.len();
        for _ in 0..=bound {
            let Some(due) = self.earliest(desk, now) else {
                return Ok(());
            };
            let change = due.change(desk);
            desk.commit(self.store(), change)?;
        }
        Ok(())
    }

    fn earliest(&self, desk: &Desk, now: Timestamp) -> Option<Due> {
        let ports = desk.lines.values().filter_map(|line| {
            let porting = line
                .porting
                .as_ref()
                .filter(|_| self.rules.porting.rule.ends_contract)?;
            let at = self.midnight(porting.date);
            line.life.end.is_none().then_some(Due {
                at,
                what: What::Porting(line.life.iccid),
            })
        });
        let orders = desk.orders.values().filter_map(|order| {
            let (at, what) = match order.state {
                OrderState::Acknowledged => (order.confirm_by?, What::Lapse(order.reference.clone())),
                OrderState::InProgress if order.outcome != Outcome::Never => {
                    (order.effective_at?, What::End(order.reference.clone()))
                }
                _ => return None,
            };
            Some(Due { at, what })
        });
        ports
            .chain(orders)
            .filter(|due| due.at <= now)
            .min_by_key(|due| due.at)
    }
}

/// Something that is due.
struct Due {
    at: Timestamp,
    what: What,
}

enum What {
    /// A number goes to another operator.
    Porting(Iccid),
    /// An order was not confirmed.
    Lapse(String),
    /// An order is carried out.
    End(String),
}

impl Due {
    fn change(&self, desk: &Desk) -> Change {
        match &self.what {
            What::Porting(iccid) => self.ported(desk, *iccid),
            What::Lapse(reference) => self.lapsed(desk, reference),
            What::End(reference) => self.ended(desk, reference),
        }
    }

    fn ported(&self, desk: &Desk, iccid: Iccid) -> Change {
        let mut change = Change::default();
        let Some(line) = desk.lines.get(&iccid) else {
            return change;
        };
        if let Some(order) = desk.open_order(line) {
            change
                .orders
                .push(cancelled(order, self.at, "the number went to another operator"));
        }
        change.messages.push(message(
            &line.account,
            self.at,
            &line.msisdn,
            "the number went to another operator",
        ));
        change.lives.push(over(&line.life, self.at, EndCause::Porting));
        change
    }

    fn lapsed(&self, desk: &Desk, reference: &str) -> Change {
        let mut change = Change::default();
        if let Some(order) = desk.orders.get(reference) {
            let lapsed = cancelled(order, self.at, "it was not confirmed in time");
            release(desk, order, &mut change);
            change.orders.push(lapsed);
        }
        change
    }

    fn ended(&self, desk: &Desk, reference: &str) -> Change {
        let mut change = Change::default();
        let Some(order) = desk.orders.get(reference) else {
            return change;
        };
        let mut done = order.clone();
        done.state = OrderState::Completed;
        done.completed_at = Some(self.at);
        change.orders.push(done);
        let right = order.asked.iccid;
        let meant = match order.outcome {
            Outcome::Other(other) => {
                release(desk, order, &mut change);
                other
            }
            _ => right,
        };
        let Some(line) = desk.lines.get(&meant).filter(|line| line.life.end.is_none()) else {
            return change;
        };
        // Whoever waited for another end of that line has it now.
        if meant != right
            && let Some(other) = desk.open_order(line)
        {
            change
                .orders
                .push(cancelled(other, self.at, "the contract has ended"));
        }
        change.messages.push(message(
            &line.account,
            self.at,
            &line.msisdn,
            &format!("order {reference}"),
        ));
        change
            .lives
            .push(over(&line.life, self.at, EndCause::Order(reference.to_owned())));
        change
    }
}

/// An order after it was taken back.
pub(super) fn cancelled(order: &Order, at: Timestamp, reason: &str) -> Order {
    Order {
        state: OrderState::Cancelled,
        cancelled_at: Some(at),
        reason: Some(reason.to_owned()),
        ..order.clone()
    }
}

/// The line of an order is free for another one.
pub(super) fn release(desk: &Desk, order: &Order, change: &mut Change) {
    if let Some(line) = desk.lines.get(&order.asked.iccid)
        && line.life.order.as_deref() == Some(order.reference.as_str())
    {
        change.lives.push(Life {
            order: None,
            ..line.life.clone()
        });
    }
}

fn over(life: &Life, at: Timestamp, by: EndCause) -> Life {
    Life {
        end: Some(End { at, by }),
        order: None,
        ..life.clone()
    }
}

fn message(account: &str, at: Timestamp, msisdn: &str, why: &str) -> Message {
    Message {
        at,
        account: account.to_owned(),
        kind: MessageKind::Ended,
        text: format!(
            "The contract of {msisdn} has ended: {why}. The profile stays on the device until it is deleted there."
        ),
        code: None,
    }
}
