//! The operator, as a removal needs it.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{ErrorCode, OrderState, ServiceStatus};

use super::{HandsError, Ordered};
use crate::operator::{EndChoice, OperatorClient, OperatorError, Order};
use crate::verification::{Contract, OperatorWitness, Raw};

/// Somebody who can end a contract.
pub trait OperatorDesk: OperatorWitness {
    /// Orders the end of the contract; asking again with the same external id gives the same order.
    fn order<'a>(&'a self, iccid: Iccid, external_id: &'a str) -> BoxFuture<'a, Result<Ordered, HandsError>>;
}

/// An operator's desk at which the customer is identified.
#[derive(Debug)]
pub struct Desk {
    /// The way to it.
    pub client: OperatorClient,
    /// When contracts shall end.
    pub choice: EndChoice,
}

impl Desk {
    async fn end(&self, iccid: Iccid, external_id: &str) -> Result<Ordered, HandsError> {
        // An order that was made before an interruption is not made again.
        let known = self
            .client
            .order(external_id)
            .await
            .map_err(|error| failed(&error))?;
        let order = match known {
            Some(order) if order.state != OrderState::Acknowledged => Ok(order),
            _ => self.client.terminate(iccid, self.choice, external_id).await,
        };
        match order {
            Ok(order) if matches!(order.state, OrderState::Cancelled | OrderState::Failed) => {
                let reason = order.reason.unwrap_or_else(|| "no reason was given".to_owned());
                Err(HandsError::refused(format!(
                    "order {} did not succeed: {reason}",
                    order.reference
                )))
            }
            Ok(order) => Ok(Ordered::Order {
                text: said(&order),
                reference: order.reference,
            }),
            Err(error @ OperatorError::UnknownLine { .. }) => Ok(Ordered::NothingToEnd(error.to_string())),
            Err(
                ref error @ OperatorError::Refused {
                    code: ErrorCode::AlreadyTerminated | ErrorCode::AlreadyRequested,
                    ..
                },
            ) => Ok(Ordered::NothingToEnd(error.to_string())),
            Err(error) => Err(failed(&error)),
        }
    }

    async fn ask(&self, iccid: Iccid) -> Result<(Contract, Raw), String> {
        let status = self
            .client
            .status(iccid)
            .await
            .map_err(|error| error.to_string())?;
        let contract = match status {
            ServiceStatus::Active => Contract::Active,
            ServiceStatus::TerminationRequested => Contract::TerminationRequested,
            ServiceStatus::TerminatedProfileInstalled => Contract::TerminatedProfileInstalled,
            ServiceStatus::NoActiveService => Contract::NoActiveService,
            ServiceStatus::UnknownLine => Contract::UnknownLine,
        };
        let asked = format!("status of {iccid} at {}", self.client.url());
        Ok((contract, Raw::new(asked, status.name())))
    }
}

fn said(order: &Order) -> String {
    let date = order
        .effective
        .map(|date| format!(", without service from {date} on"));
    let total = order.total.map(|total| format!(", {total} to pay"));
    format!(
        "order {}{}{}",
        order.reference,
        date.unwrap_or_default(),
        total.unwrap_or_default()
    )
}

fn failed(error: &OperatorError) -> HandsError {
    HandsError {
        reason: error.to_string(),
        refused: !matches!(
            error,
            OperatorError::NotReachable { .. }
                | OperatorError::Timeout { .. }
                | OperatorError::ServerFault { .. }
        ),
    }
}

impl OperatorWitness for Desk {
    fn status(&self, iccid: Iccid) -> BoxFuture<'_, Result<(Contract, Raw), String>> {
        self.ask(iccid).boxed()
    }
}

impl OperatorDesk for Desk {
    fn order<'a>(&'a self, iccid: Iccid, external_id: &'a str) -> BoxFuture<'a, Result<Ordered, HandsError>> {
        self.end(iccid, external_id).boxed()
    }
}
