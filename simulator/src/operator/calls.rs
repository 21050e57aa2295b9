//! What the operator asks of the SM-DP+ by ES2+: an order for a new eSIM, and that a profile whose contract has ended can't
//! be downloaded any more. Calls are data that a door makes; each is asked for until it is answered.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use signoff_protocol::ActivationCode;
use signoff_protocol::es2p::{
    CancelOrderRequest, ConfirmOrderRequest, ConfirmOrderResult, DownloadOrderRequest, DownloadOrderResult,
    Es2pFunction, FinalProfileStatus, RequestHeader,
};
use signoff_protocol::es9p::{NoResult, Response, from_json, to_json};
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::OrderState;

use super::ProfilePresence;
use super::digest::digest;
use super::engine::{Operator, locked};
use super::order::{EsimStep, Order};
use super::state::Change;
use crate::smdp::StoreError;

/// Calls that are handed out at a time.
const MAX_CALLS: usize = 32;

/// A call of ES2+ that the operator wants made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmdpCall {
    /// Which function.
    pub function: Es2pFunction,
    /// About which profile.
    pub iccid: Iccid,
    /// The body of the request.
    pub body: Vec<u8>,
    purpose: Purpose,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Purpose {
    /// A new eSIM, by the order with this reference.
    NewEsim(String, EsimStep),
    /// The contract of the line has ended.
    Withdraw,
}

impl Operator {
    /// What the SM-DP+ is to be asked now.
    ///
    /// # Errors
    /// The store failed.
    pub fn calls(&self, now: Timestamp) -> Result<Vec<SmdpCall>, StoreError> {
        let desk = self.settled(now)?;
        let esims = desk
            .orders
            .values()
            .filter(|order| order.is_under_way() && !order.is_termination())
            .map(new_esim);
        let ended = desk.lines.values().filter(|line| {
            let life = &line.life;
            life.end.is_some() && life.profile != ProfilePresence::Installed && !life.withdrawn_at_smdp
        });
        let withdrawals = ended.map(|line| {
            let iccid = line.life.iccid;
            SmdpCall {
                function: Es2pFunction::CancelOrder,
                iccid,
                body: to_json(&cancel(iccid, FinalProfileStatus::Unavailable)),
                purpose: Purpose::Withdraw,
            }
        });
        Ok(esims.chain(withdrawals).take(MAX_CALLS).collect())
    }

    /// Takes the answer to a call.
    ///
    /// # Errors
    /// The store failed.
    pub fn take_answer(&self, call: &SmdpCall, answer: &[u8], now: Timestamp) -> Result<(), StoreError> {
        let mut desk = locked(&self.desk);
        let mut change = Change::default();
        match &call.purpose {
            Purpose::Withdraw => {
                // Refused where there is no order that could be taken back: then nobody can download it either.
                if let Some(line) = desk.lines.get(&call.iccid) {
                    let mut life = line.life.clone();
                    life.withdrawn_at_smdp = true;
                    change.lives.push(life);
                }
            }
            Purpose::NewEsim(reference, step) => {
                let known = desk.orders.get(reference).filter(|order| order.is_under_way());
                if let Some(order) = known.filter(|order| order.esim == *step) {
                    let mut order = order.clone();
                    advance(&mut order, answer, now);
                    change.orders.push(order);
                }
            }
        }
        desk.commit(self.store(), change)
    }
}

fn new_esim(order: &Order) -> SmdpCall {
    let iccid = order.asked.iccid;
    let (function, body) = match order.esim {
        EsimStep::Cancel => (
            Es2pFunction::CancelOrder,
            to_json(&cancel(iccid, FinalProfileStatus::Available)),
        ),
        EsimStep::Download => (
            Es2pFunction::DownloadOrder,
            to_json(&DownloadOrderRequest {
                header: header("downloadOrder"),
                eid: None,
                iccid: Some(iccid),
                profile_type: None,
            }),
        ),
        EsimStep::Confirm => (
            Es2pFunction::ConfirmOrder,
            to_json(&ConfirmOrderRequest {
                header: header("confirmOrder"),
                iccid: Some(iccid),
                eid: None,
                // Always the same one, so that a call whose answer was lost can be made again.
                matching_id: Some(matching_id(order)),
                confirmation_code: None,
                smds_address: None,
                release_flag: true,
            }),
        ),
    };
    SmdpCall {
        function,
        iccid,
        body,
        purpose: Purpose::NewEsim(order.reference.clone(), order.esim),
    }
}

/// What an answer of the SM-DP+ makes of the order of a new eSIM.
fn advance(order: &mut Order, answer: &[u8], now: Timestamp) {
    let result = match order.esim {
        EsimStep::Cancel => {
            // Refused where there is no older order: as well.
            drop(read::<NoResult>(answer));
            order.esim = EsimStep::Download;
            return;
        }
        EsimStep::Download => read::<DownloadOrderResult>(answer).map(|_| None),
        EsimStep::Confirm => read::<ConfirmOrderResult>(answer).map(Some),
    };
    match result {
        Ok(None) => order.esim = EsimStep::Confirm,
        Ok(Some(confirmed)) => {
            let code = ActivationCode {
                smdp_address: confirmed.smdp_address,
                matching_id: Some(confirmed.matching_id.clone()),
                ..ActivationCode::default()
            };
            order.matching_id = Some(confirmed.matching_id);
            order.activation_code = Some(format!("LPA:{code}"));
            order.state = OrderState::Completed;
            order.completed_at = Some(now);
        }
        Err(reason) => {
            order.state = OrderState::Failed;
            order.reason = Some(format!("the SM-DP+ refused: {reason}"));
        }
    }
}

fn read<T: DeserializeOwned>(answer: &[u8]) -> Result<T, String> {
    let response: Response<T> = from_json(answer).map_err(|error| error.to_string())?;
    response.into_result().map_err(|header| {
        let status = header.function_execution_status;
        status
            .status_code
            .map_or_else(|| status.status.as_str().to_owned(), |code| code.to_string())
    })
}

fn cancel(iccid: Iccid, last: FinalProfileStatus) -> CancelOrderRequest {
    CancelOrderRequest {
        header: header("cancelOrder"),
        iccid: Some(iccid),
        eid: None,
        matching_id: None,
        final_profile_status_indicator: last,
    }
}

fn header(call: &str) -> RequestHeader {
    RequestHeader {
        function_requester_identifier: "signoff-operator".to_owned(),
        function_call_identifier: call.to_owned(),
    }
}

fn matching_id(order: &Order) -> String {
    let digest = digest(&["matching id", &order.reference]);
    hex::encode(digest.get(..8).unwrap_or_default())
}
