//! `smdp`: the operator's side, over ES2+ as an operator has it, and what the SM-DP+ knows.

use serde_json::{Value, json};
use signoff_protocol::id::Iccid;
use signoff_simulator::smdp::{
    AddressFault, FaultPlan, HttpRequest, OrderRequest, ProfileState, ReceivedNotification, SmdpError,
};

use super::service::Service;
use crate::flow::field::Field;
use crate::flow::scalar::{Bounded, Name};
use crate::flow::smdp::{AddressFaultAction, OrderAction, SmdpStep};
use crate::flow::word::{AddressFaultKind, SmdpState};
use crate::runner::answer::{Answer, Ended};
use crate::runner::error::StepError;
use crate::runner::session::Session;

/// What the SM-DP+ said, and what it knows afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmdpView {
    /// How it refused: `8.2.1/3.3`, and in words.
    pub refused: Option<(String, String)>,
    /// The order that was made.
    pub order: Option<Order>,
    /// States of its profiles, by name.
    pub profiles: Vec<(String, ProfileState)>,
    /// What it has received, in the order of arrival.
    pub received: Vec<ReceivedNotification>,
}

/// An order that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The profile.
    pub iccid: Iccid,
    /// matchingId.
    pub matching_id: String,
    /// What the user scans.
    pub activation_code: String,
}

/// `refused` or the fields of the answer.
type Es2p = Result<Value, (String, String)>;

impl Session {
    /// Acts, and looks.
    pub(in crate::runner) fn smdp(&mut self, step: &SmdpStep) -> Result<Ended, StepError> {
        let service = self.servers.service()?;
        let mut view = SmdpView::default();
        let mut orders = None;
        if let Some(order) = &step.order {
            match self.order(service, order)? {
                Ok(order) => {
                    orders = Some((order.iccid, order.activation_code.clone()));
                    view.order = Some(order);
                }
                Err(refused) => view.refused = Some(refused),
            }
        }
        if let Some(cancel) = &step.cancel {
            let iccid = self.iccid_at(service, &cancel.profile)?;
            let to = self.option(cancel.to.as_ref())?.unwrap_or(SmdpState::Available);
            let last = if to == SmdpState::Unavailable {
                "Unavailable"
            } else {
                "Available"
            };
            let body = json!({ "iccid": iccid.to_string(), "finalProfileStatusIndicator": last });
            view.refused = es2p(service, "cancelOrder", body).err();
        }
        if let Some(profile) = &step.release {
            let iccid = self.iccid_at(service, profile)?;
            let body = json!({ "iccid": iccid.to_string() });
            view.refused = es2p(service, "releaseProfile", body).err();
        }
        if let Some(fault) = &step.fault {
            let (address, plan) = self.address_fault(service, fault)?;
            service.smdp.set_fault(&address, plan);
        }
        view.profiles = states(service);
        view.received = service.received();
        self.orders.extend(orders);
        Ok(Ended::Answer(Answer::Smdp(Box::new(view))))
    }

    /// The ICCID of a profile of the SM-DP+.
    pub(super) fn iccid_at(&self, service: &Service, name: &Field<Name>) -> Result<Iccid, StepError> {
        let name = self.value(name)?;
        let known = service
            .file
            .profile(name.as_str())
            .ok_or_else(|| StepError::Profile {
                name: name.to_string(),
                identifier: "order at the SM-DP+",
            })?;
        Ok(known.profile.iccid)
    }

    fn order(
        &self,
        service: &Service,
        order: &OrderAction,
    ) -> Result<Result<Order, (String, String)>, StepError> {
        let iccid = self.iccid_at(service, &order.profile)?;
        let via_smds = self.option(order.via_smds.as_ref())?.unwrap_or(false);
        let request = OrderRequest {
            iccid,
            eid: self.option(order.eid.as_ref())?,
            matching_id: self.option(order.matching_id.as_ref())?,
            confirmation_code: self.option(order.confirmation_code.as_ref())?,
            smds_address: service.file.smds_addresses.first().filter(|_| via_smds).cloned(),
            release: self.option(order.release.as_ref())?.unwrap_or(true),
        };
        Ok(place_order(service, &request))
    }

    fn address_fault(
        &self,
        service: &Service,
        fault: &AddressFaultAction,
    ) -> Result<(String, Option<FaultPlan>), StepError> {
        let address = self.value(&fault.address)?;
        let times = self.option(fault.times.as_ref())?.map(Bounded::get);
        let other = service
            .file
            .addresses
            .iter()
            .find(|other| !other.eq_ignore_ascii_case(&address));
        let kind = match self.value(&fault.kind)? {
            AddressFaultKind::None => return Ok((address, None)),
            AddressFaultKind::Refused => AddressFault::Refused,
            AddressFaultKind::Reset => AddressFault::Reset,
            AddressFaultKind::Slow => AddressFault::Slow {
                ms: self
                    .option(fault.ms.as_ref())?
                    .map_or(60_000, |ms| ms.get().into()),
            },
            AddressFaultKind::Status => {
                let status = self.option(fault.status.as_ref())?.map_or(503, Bounded::get);
                AddressFault::Status(u16::try_from(status).unwrap_or(503))
            }
            AddressFaultKind::WrongCertificate => AddressFault::WrongCertificate,
            AddressFaultKind::Expired => AddressFault::Expired,
            AddressFaultKind::NotYetValid => AddressFault::NotYetValid,
            AddressFaultKind::MissingRoot => AddressFault::MissingRoot,
            AddressFaultKind::EmptyOk => AddressFault::EmptyOk,
            AddressFaultKind::JsonErrorInOk => AddressFault::JsonErrorInOk,
            AddressFaultKind::Redirect => AddressFault::Redirect {
                to: match self.option(fault.to.as_ref())? {
                    Some(to) => to,
                    None => format!("https://{}/", other.unwrap_or(&address)),
                },
            },
            AddressFaultKind::Oversized => AddressFault::Oversized { bytes: OVERSIZED },
        };
        Ok((address, Some(FaultPlan { fault: kind, times })))
    }
}

/// More than the LPA reads.
const OVERSIZED: usize = 5 * 1024 * 1024;

/// DownloadOrder and ConfirmOrder.
pub(super) fn place_order(service: &Service, request: &OrderRequest) -> Result<Order, (String, String)> {
    match service.smdp.order(request) {
        Ok(ordered) => Ok(Order {
            iccid: request.iccid,
            matching_id: ordered.matching_id,
            activation_code: ordered.activation_code.to_string(),
        }),
        Err(SmdpError::Refused { code, .. }) => {
            Err((format!("{}/{}", code.subject, code.reason), code.to_string()))
        }
        Err(error) => Err(("undefined".to_owned(), error.to_string())),
    }
}

/// One function of ES2+.
fn es2p(service: &Service, function: &str, mut body: Value) -> Es2p {
    if let Some(object) = body.as_object_mut() {
        let header = json!({
            "functionRequesterIdentifier": "2.999.1",
            "functionCallIdentifier": function,
        });
        object.insert("header".to_owned(), header);
    }
    let request = HttpRequest {
        address: service.untroubled_address(),
        path: format!("/gsma/rsp2/es2plus/{function}"),
        headers: vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("X-Admin-Protocol".to_owned(), "gsma/rsp/v2.2.2".to_owned()),
        ],
        body: body.to_string().into_bytes(),
    };
    let answer = service.smdp.handle(&request, service.now);
    let refused = |code: &str, message: &str| Err((code.to_owned(), message.to_owned()));
    let Ok(json) = serde_json::from_slice::<Value>(&answer.body) else {
        return refused(&format!("status_{}", answer.status), "no JSON");
    };
    let text = |path: &str| json.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let status = "/header/functionExecutionStatus";
    if text(&format!("{status}/status")).starts_with("Executed") {
        return Ok(json);
    }
    let data = format!("{status}/statusCodeData");
    let code = format!(
        "{}/{}",
        text(&format!("{data}/subjectCode")),
        text(&format!("{data}/reasonCode"))
    );
    refused(&code, text(&format!("{data}/message")))
}

/// The states of all profiles, in the order of the file.
pub(in crate::runner) fn states(service: &Service) -> Vec<(String, ProfileState)> {
    let known = service.file.profiles.iter();
    known
        .filter_map(|known| Some((known.profile.name.clone(), service.state(known.profile.iccid)?)))
        .collect()
}
