//! ES2+: the operator orders, confirms, releases and cancels (SGP.22 §5.3.1 to §5.3.4).

use signoff_protocol::ActivationCode;
use signoff_protocol::es2p::{
    CancelOrderRequest, ConfirmOrderRequest, ConfirmOrderResult, DownloadOrderRequest, DownloadOrderResult,
    FinalProfileStatus, ReleaseProfileRequest, RequestHeader,
};
use signoff_protocol::es9p::NoResult;
use signoff_protocol::es9p::status;
use signoff_protocol::id::{Eid, Iccid};

use super::engine::{Smdp, locked};
use super::http::host;
use super::inventory::Inventory;
use super::profile::{Life, Order};
use super::refusal::Refusal;
use super::{ProfileEvent, SmdpError};

/// An order from beginning to end: downloadOrder and confirmOrder in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    /// Which profile.
    pub iccid: Iccid,
    /// The eUICC that it is for.
    pub eid: Option<Eid>,
    /// Made up where it is missing; empty for a default SM-DP+.
    pub matching_id: Option<String>,
    /// What the user must type.
    pub confirmation_code: Option<String>,
    /// Where an event is registered.
    pub smds_address: Option<String>,
    /// Whether it can be downloaded at once.
    pub release: bool,
}

impl OrderRequest {
    /// For any eUICC, released, with a matchingId of the SM-DP+'s own making.
    pub const fn of(iccid: Iccid) -> Self {
        Self {
            iccid,
            eid: None,
            matching_id: None,
            confirmation_code: None,
            smds_address: None,
            release: true,
        }
    }
}

/// What came of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The token; empty for a default SM-DP+.
    pub matching_id: String,
    /// What the user scans.
    pub activation_code: ActivationCode,
}

impl Smdp {
    /// Orders a profile.
    ///
    /// # Errors
    /// The profile is unknown, not in stock, or the order contradicts itself.
    pub fn order(&self, request: &OrderRequest) -> Result<Ordered, SmdpError> {
        let header = RequestHeader {
            function_requester_identifier: "signoff".to_owned(),
            function_call_identifier: "order".to_owned(),
        };
        let refused = |function| move |Refusal(code)| SmdpError::Refused { function, code };
        let order = DownloadOrderRequest {
            header: header.clone(),
            eid: request.eid,
            iccid: Some(request.iccid),
            profile_type: None,
        };
        self.download_order(&order, None)
            .map_err(refused("downloadOrder"))?;
        let confirmation = ConfirmOrderRequest {
            header,
            iccid: Some(request.iccid),
            eid: request.eid,
            matching_id: request.matching_id.clone(),
            confirmation_code: request.confirmation_code.clone(),
            smds_address: request.smds_address.clone(),
            release_flag: request.release,
        };
        let confirmed = self.confirm_order(confirmation, None);
        let confirmed = confirmed.map_err(refused("confirmOrder"))?;
        Ok(Ordered {
            activation_code: ActivationCode {
                smdp_address: confirmed.smdp_address,
                matching_id: Some(confirmed.matching_id.clone()),
                smdp_oid: None,
                confirmation_code_required: request.confirmation_code.is_some(),
                rest: Vec::new(),
            },
            matching_id: confirmed.matching_id,
        })
    }

    pub(super) fn download_order(
        &self,
        request: &DownloadOrderRequest,
        requester: Option<&str>,
    ) -> Result<DownloadOrderResult, Refusal> {
        let mut inventory = locked(&self.inventory);
        let iccid = match request.iccid {
            Some(iccid) => iccid,
            None => in_stock(&inventory, request.profile_type.as_deref(), requester)?,
        };
        let profile = known(&inventory, Some(iccid), requester)?;
        let fits = request
            .profile_type
            .as_ref()
            .is_none_or(|wanted| *wanted == profile.stock.profile_type);
        if !fits {
            return Err(status::PROFILE_TYPE_MISMATCH.into());
        }
        let event = match request.eid {
            Some(_) => ProfileEvent::OrderForEid,
            None => ProfileEvent::Order,
        };
        let mut life = profile.life.after(event).ok_or(status::ICCID_NOT_AVAILABLE)?;
        life.order = Some(Order {
            eid: request.eid,
            ..Order::default()
        });
        inventory.change(self.store(), life, Vec::new())?;
        Ok(DownloadOrderResult { iccid: Some(iccid) })
    }

    pub(super) fn confirm_order(
        &self,
        request: ConfirmOrderRequest,
        requester: Option<&str>,
    ) -> Result<ConfirmOrderResult, Refusal> {
        let drawn: [u8; 8] = locked(&self.env).bytes();
        let mut inventory = locked(&self.inventory);
        let profile = known(&inventory, request.iccid, requester)?;
        let event = if request.release_flag {
            ProfileEvent::ConfirmAndRelease
        } else {
            ProfileEvent::Confirm
        };
        let mut life = profile.life.after(event).ok_or(status::ICCID_NOT_ALLOWED)?;
        let host_name = profile.stock.host.clone();
        let mut order = life.order.take().unwrap_or_default();
        if let (Some(bound), Some(eid)) = (order.eid, request.eid)
            && bound != eid
        {
            return Err(status::EID_BOUND_TO_OTHER.into());
        }
        order.eid = order.eid.or(request.eid);
        order.matching_id = match request.matching_id {
            Some(given) if given.is_empty() => None,
            Some(given) => Some(given),
            None => Some(signoff_protocol::hex::encode(&drawn)),
        };
        let needs_eid = order.matching_id.is_none() || request.smds_address.is_some();
        if needs_eid && order.eid.is_none() {
            return Err(status::EID_MISSING.into());
        }
        if let Some(wanted) = &order.matching_id
            && inventory.by_matching_id(&host_name, wanted).is_some()
        {
            return Err(status::MATCHING_ID_CONFLICT.into());
        }
        if let Some(smds) = request.smds_address.filter(|address| !address.is_empty()) {
            if !self.is_smds(&host(&smds)) {
                return Err(Refusal::new(
                    status::SMDS_INACCESSIBLE,
                    format!("{smds} is not known here"),
                ));
            }
            order.smds_address = Some(smds);
        }
        order.confirmation_code = request.confirmation_code.filter(|code| !code.is_empty());
        let result = ConfirmOrderResult {
            eid: order.eid,
            matching_id: order.matching_id.clone().unwrap_or_default(),
            smdp_address: Some(host_name),
        };
        life.order = Some(order);
        inventory.change(self.store(), life, Vec::new())?;
        Ok(result)
    }

    pub(super) fn cancel_order(
        &self,
        request: &CancelOrderRequest,
        requester: Option<&str>,
    ) -> Result<NoResult, Refusal> {
        let mut inventory = locked(&self.inventory);
        let profile = known(&inventory, request.iccid, requester)?;
        let order = profile.life.order.as_ref();
        let other =
            |given: bool, known: status::Known| if given { Err(Refusal::from(known)) } else { Ok(()) };
        let ordered_for = order.and_then(|order| order.eid);
        other(
            request
                .eid
                .is_some_and(|eid| ordered_for.is_some_and(|bound| bound != eid)),
            status::ICCID_BOUND_TO_OTHER,
        )?;
        let matching_id = order.and_then(|order| order.matching_id.as_ref());
        other(
            request
                .matching_id
                .as_ref()
                .is_some_and(|id| !id.is_empty() && Some(id) != matching_id),
            status::MATCHING_ID_OTHER_BOUND,
        )?;
        let event = match request.final_profile_status_indicator {
            FinalProfileStatus::Available => ProfileEvent::CancelToAvailable,
            FinalProfileStatus::Unavailable => ProfileEvent::CancelToUnavailable,
        };
        let life = profile.life.after(event).ok_or(status::ICCID_NOT_ALLOWED)?;
        inventory.change(self.store(), life, Vec::new())?;
        Ok(NoResult {})
    }

    pub(super) fn release_profile(
        &self,
        request: &ReleaseProfileRequest,
        requester: Option<&str>,
    ) -> Result<NoResult, Refusal> {
        let mut inventory = locked(&self.inventory);
        let profile = known(&inventory, request.iccid, requester)?;
        let life: Life = profile
            .life
            .after(ProfileEvent::Release)
            .ok_or(status::ICCID_CANNOT_BE_RELEASED)?;
        inventory.change(self.store(), life, Vec::new())?;
        Ok(NoResult {})
    }
}

/// A profile of a type that nobody has ordered.
fn in_stock(
    inventory: &Inventory,
    profile_type: Option<&str>,
    requester: Option<&str>,
) -> Result<Iccid, Refusal> {
    let wanted = profile_type
        .ok_or_else(|| Refusal::new(status::PARAMETER_MISSING, "neither iccid nor profileType"))?;
    let mut of_type = inventory
        .profiles()
        .filter(|profile| profile.stock.profile_type == wanted)
        .peekable();
    if of_type.peek().is_none() {
        return Err(status::PROFILE_TYPE_UNKNOWN.into());
    }
    let mut of_type = of_type.filter(|profile| profile.is_open_to(requester)).peekable();
    if of_type.peek().is_none() {
        return Err(status::PROFILE_TYPE_NOT_ALLOWED.into());
    }
    of_type
        .find(|profile| profile.life.state.after(ProfileEvent::Order).is_some())
        .map(|profile| profile.life.iccid)
        .ok_or_else(|| status::PROFILE_TYPE_UNAVAILABLE.into())
}

/// A profile, if `requester` has any business with it.
fn known<'a>(
    inventory: &'a Inventory,
    iccid: Option<Iccid>,
    requester: Option<&str>,
) -> Result<&'a super::profile::Profile, Refusal> {
    let iccid = iccid.ok_or_else(|| Refusal::new(status::PARAMETER_MISSING, "iccid is missing"))?;
    let profile = inventory.profile(&iccid).ok_or(status::ICCID_UNKNOWN)?;
    if profile.is_open_to(requester) {
        Ok(profile)
    } else {
        Err(status::ICCID_NOT_ALLOWED.into())
    }
}
