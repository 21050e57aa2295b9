//! The operator, as a removal needs it.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{ErrorCode, OrderState, ServiceStatus};

use super::{HandsError, Ordered, Trouble};
use crate::operator::{EndChoice, OperatorClient, OperatorError};
use crate::verification::{Contract, Failure, OperatorWitness, Raw};

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
                Err(HandsError::refused(Trouble::OrderFailed {
                    reference: order.reference,
                    said: order.reason,
                }))
            }
            Ok(order) => Ok(Ordered::Order {
                from: order.effective.map(|date| date.to_string()),
                total: order.total.map(|total| total.to_string()),
                reference: order.reference,
            }),
            Err(
                ref error @ (OperatorError::UnknownLine { .. }
                | OperatorError::Refused {
                    code: ErrorCode::AlreadyTerminated | ErrorCode::AlreadyRequested,
                    ..
                }),
            ) => Ok(Ordered::NothingToEnd(error.into())),
            Err(error) => Err(failed(&error)),
        }
    }

    async fn ask(&self, iccid: Iccid) -> Result<(Contract, Raw), Failure> {
        let status = self
            .client
            .status(iccid)
            .await
            .map_err(|error| Failure::from(&error))?;
        let contract = match status {
            ServiceStatus::Active => Contract::Active,
            ServiceStatus::TerminationRequested => Contract::TerminationRequested,
            ServiceStatus::TerminatedProfileInstalled => Contract::TerminatedProfileInstalled,
            ServiceStatus::NoActiveService => Contract::NoActiveService,
            ServiceStatus::UnknownLine => Contract::UnknownLine,
        };
        let asked = format!("{} {iccid}", self.client.url());
        Ok((contract, Raw::new(asked, status.name())))
    }
}

fn failed(error: &OperatorError) -> HandsError {
    HandsError {
        reason: error.into(),
        refused: !matches!(
            error,
            OperatorError::NotReachable { .. }
                | OperatorError::Timeout { .. }
                | OperatorError::ServerFault { .. }
        ),
    }
}

impl OperatorWitness for Desk {
    fn status(&self, iccid: Iccid) -> BoxFuture<'_, Result<(Contract, Raw), Failure>> {
        self.ask(iccid).boxed()
    }
}

impl OperatorDesk for Desk {
    fn order<'a>(&'a self, iccid: Iccid, external_id: &'a str) -> BoxFuture<'a, Result<Ordered, HandsError>> {
        self.end(iccid, external_id).boxed()
    }
}
