//! `operator`: what the customer asks at the desk, and what time and faults do there.

use jiff::tz::TimeZone;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{
    CancelProductOrderCreate, DateTime, EndRequest, EntityRef, IdentificationRequest, ItemAction,
    OneTimeCodeRequest, OrderItemCreate, OrderState, ProductOrder, ProductOrderCreate, ProductOrderUpdate,
    ProductRef, QuoteCreate, QuoteItemCreate,
};
use signoff_simulator::operator::{MessageKind, OperatorFault, OperatorFaultPlan};

use super::desk::{Desk, Refused, refused};
use super::view::DeskView;
use crate::flow::field::Field;
use crate::flow::operator::{
    AdvanceAction, DeskFaultAction, EndAction, EndWhen, IdentifyAction, OperatorStep, TerminateAction,
};
use crate::flow::scalar::{Bounded, Name};
use crate::flow::word::{DeskFaultKind, DeskRefusal};
use crate::runner::answer::{Answer, Ended};
use crate::runner::error::StepError;
use crate::runner::session::Session;

/// What stands in place of a one-time code: the one that was just sent.
const SENT: &str = "sent";

impl Session {
    /// Acts at the desk, and looks at what it says.
    pub(in crate::runner) fn operator(&mut self, step: &OperatorStep) -> Result<Ended, StepError> {
        let Some(mut desk) = self.desk.take() else {
            return Err(StepError::NoDesk);
        };
        let answered = self.at_desk(&mut desk, step);
        self.desk = Some(desk);
        Ok(Ended::Answer(Answer::Desk(Box::new(answered?))))
    }

    fn at_desk(&self, desk: &mut Desk, step: &OperatorStep) -> Result<DeskView, StepError> {
        desk.talk(self.servers.known());
        let mut view = DeskView::default();
        let done = self.act(desk, step, &mut view)?;
        desk.talk(self.servers.known());
        if let Err(refused) = done {
            view.tries_left = refused.tries_left;
            view.refused = Some((refused.word, refused.text));
        }
        view.today = Some(desk.today());
        let messages = desk.operator.messages(desk.now).unwrap_or_default();
        view.messages = messages.iter().map(|message| message.kind).collect();
        Ok(view)
    }

    fn act(
        &self,
        desk: &mut Desk,
        step: &OperatorStep,
        view: &mut DeskView,
    ) -> Result<Result<(), Refused>, StepError> {
        if let Some(identify) = &step.identify {
            return self.identify(desk, identify);
        }
        if let Some(asked) = &step.quote {
            return self.quote(desk, asked, view);
        }
        if let Some(asked) = &step.terminate {
            return self.terminate(desk, asked, view);
        }
        if let Some(external_id) = &step.cancel {
            let external_id = self.value(external_id)?;
            return Ok(cancel(desk, &external_id).map(|order| view.ordered(order)));
        }
        if let Some(profile) = &step.status {
            let iccid = self.iccid_of_line(profile)?;
            return Ok(desk.status(iccid).map(|status| view.status = Some(status)));
        }
        if let Some(account) = &step.pay {
            let account = self.value(account)?;
            let known = desk.operator.pay(&account, desk.now).unwrap_or(false);
            return Ok(known_account(known));
        }
        if let Some(account) = &step.unlock {
            let account = self.value(account)?;
            let known = desk.operator.unlock(&account, desk.now).unwrap_or(false);
            return Ok(known_account(known));
        }
        if let Some(advance) = &step.advance {
            self.advance(desk, advance)?;
        }
        if let Some(fault) = &step.fault {
            let plans: Vec<OperatorFaultPlan> = self.desk_fault(fault)?.into_iter().collect();
            desk.operator.set_faults(&plans);
        }
        Ok(Ok(()))
    }

    /// The line of a profile is known by its ICCID.
    fn iccid_of_line(&self, profile: &Field<Name>) -> Result<Iccid, StepError> {
        let name = self.value(profile)?;
        self.names.iccid(name.as_str()).ok_or_else(|| StepError::Profile {
            name: name.to_string(),
            identifier: "ICCID",
        })
    }

    fn identify(&self, desk: &mut Desk, who: &IdentifyAction) -> Result<Result<(), Refused>, StepError> {
        let account_number = self.value(&who.account)?;
        let document_number = self.option(who.document.as_ref())?;
        let mut one_time_code = self.option(who.code.as_ref())?;
        if let Err(refused) = desk.door() {
            return Ok(Err(refused));
        }
        if one_time_code.as_deref() == Some(SENT) {
            let request = OneTimeCodeRequest {
                account_number: account_number.clone(),
            };
            if let Err(error) = desk.operator.request_code(&request, desk.now) {
                return Ok(Err(refused(&error)));
            }
            let messages = desk.operator.messages(desk.now).unwrap_or_default();
            let last = messages.into_iter().rfind(|message| {
                message.kind == MessageKind::OneTimeCode && message.account == account_number
            });
            // Nothing was sent to an account that does not exist: any code is wrong then.
            one_time_code = Some(
                last.and_then(|message| message.code)
                    .unwrap_or_else(|| SENT.to_owned()),
            );
        }
        let request = IdentificationRequest {
            account_number,
            document_number,
            one_time_code,
        };
        Ok(match desk.operator.identify(&request, desk.now) {
            Ok(session) => {
                desk.token = session.access_token;
                Ok(())
            }
            Err(error) => Err(refused(&error)),
        })
    }

    fn quote(
        &self,
        desk: &Desk,
        asked: &EndAction,
        view: &mut DeskView,
    ) -> Result<Result<(), Refused>, StepError> {
        let iccid = self.iccid_of_line(&asked.profile)?;
        let (date, end_request) = when(self.option(asked.end.as_ref())?);
        let request = QuoteCreate {
            quote_item: vec![QuoteItemCreate {
                product: product(iccid),
            }],
            requested_quote_completion_date: date,
            end_request,
        };
        if let Err(refused) = desk.door() {
            return Ok(Err(refused));
        }
        let quote = desk.operator.quote(&desk.token, &request, desk.now);
        Ok(quote
            .map(|quote| view.quoted(&quote))
            .map_err(|error| refused(&error)))
    }

    fn terminate(
        &self,
        desk: &Desk,
        asked: &TerminateAction,
        view: &mut DeskView,
    ) -> Result<Result<(), Refused>, StepError> {
        let iccid = self.iccid_of_line(&asked.profile)?;
        let name = self.value(&asked.profile)?;
        let (requested_completion_date, end_request) = when(self.option(asked.end.as_ref())?);
        let external_id = self.option(asked.external_id.as_ref())?;
        let confirm = self.option(asked.confirm.as_ref())?.unwrap_or(true);
        let request = ProductOrderCreate {
            external_id: external_id.unwrap_or_else(|| format!("end-{name}")),
            product_order_item: vec![OrderItemCreate {
                id: "1".to_owned(),
                action: ItemAction::Delete,
                product: product(iccid),
            }],
            requested_completion_date,
            end_request,
        };
        Ok(order(desk, &request, confirm).map(|order| {
            view.ordered(order);
            view.status = Some(desk.line_status(iccid));
        }))
    }

    fn advance(&self, desk: &mut Desk, advance: &AdvanceAction) -> Result<(), StepError> {
        let days = self.option(advance.days.as_ref())?.map_or(0, Bounded::get);
        let minutes = self.option(advance.minutes.as_ref())?.map_or(0, Bounded::get);
        desk.advance(days, minutes);
        if let Some(day) = self.option(advance.to.as_ref())? {
            desk.advance_to(day.0);
        }
        Ok(())
    }

    fn desk_fault(&self, fault: &DeskFaultAction) -> Result<Option<OperatorFaultPlan>, StepError> {
        let times = self.option(fault.times.as_ref())?.map(Bounded::get);
        let fault = match self.value(&fault.kind)? {
            DeskFaultKind::None => return Ok(None),
            DeskFaultKind::SystemDown => OperatorFault::Status(503),
            DeskFaultKind::NotReachable => OperatorFault::Refused,
            DeskFaultKind::Reset => OperatorFault::Reset,
            DeskFaultKind::NoAnswer => OperatorFault::Timeout,
            DeskFaultKind::WrongCode => OperatorFault::WrongCode,
            DeskFaultKind::AccountLocked => OperatorFault::AccountLocked,
            DeskFaultKind::NeverTerminates => OperatorFault::NeverTerminates,
            DeskFaultKind::WrongLine => OperatorFault::WrongLine,
            DeskFaultKind::NotTold => OperatorFault::NotTold,
        };
        Ok(Some(OperatorFaultPlan { fault, times }))
    }
}

/// Makes an order, and confirms it. Once more gives the same order.
fn order(desk: &Desk, request: &ProductOrderCreate, confirm: bool) -> Result<ProductOrder, Refused> {
    desk.door()?;
    let made = desk.operator.make_order(&desk.token, request, desk.now);
    let (order, _) = made.map_err(|error| refused(&error))?;
    if !confirm || order.state != OrderState::Acknowledged {
        return Ok(order);
    }
    desk.door()?;
    let update = ProductOrderUpdate {
        state: OrderState::InProgress,
    };
    let confirmed = desk
        .operator
        .confirm_order(&desk.token, &order.id, &update, desk.now);
    confirmed.map_err(|error| refused(&error))
}

fn cancel(desk: &Desk, external_id: &str) -> Result<ProductOrder, Refused> {
    desk.door()?;
    let find = || {
        let found = desk.operator.orders(&desk.token, Some(external_id), desk.now);
        let first = found.map_err(|error| refused(&error))?.into_iter().next();
        first.ok_or_else(|| Refused {
            word: DeskRefusal::UnknownOrder,
            text: format!("no order is called {external_id}"),
            tries_left: None,
        })
    };
    let order = find()?;
    let request = CancelProductOrderCreate {
        product_order: EntityRef::new(order.id.as_str(), "ProductOrder"),
        cancellation_reason: None,
    };
    let cancelled = desk.operator.cancel_order(&desk.token, &request, desk.now);
    cancelled.map_err(|error| refused(&error))?;
    find()
}

fn product(iccid: Iccid) -> ProductRef {
    ProductRef {
        id: iccid.to_string(),
    }
}

/// The date and the right as the desk is asked: noon is on the same day in all of Europe.
fn when(end: Option<EndWhen>) -> (Option<DateTime>, Option<EndRequest>) {
    match end {
        None | Some(EndWhen::Earliest) => (None, None),
        Some(EndWhen::Withdrawal) => (None, Some(EndRequest::Withdrawal)),
        Some(EndWhen::On(date)) => {
            let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
            (noon.ok().map(|noon| DateTime::of(&noon)), None)
        }
    }
}

fn known_account(known: bool) -> Result<(), Refused> {
    if known {
        return Ok(());
    }
    Err(Refused {
        word: DeskRefusal::UnknownAccount,
        text: "there is no such account".to_owned(),
        tries_left: None,
    })
}
