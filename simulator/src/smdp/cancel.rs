//! ES9+.CancelSession (SGP.22 §5.6.5): the LPA gives up, and the eUICC proves it.

use jiff::Timestamp;
use signoff_protocol::es9p::status;
use signoff_protocol::es9p::{CancelSessionRequest, NoResult};
use signoff_protocol::es10b::CancelSessionResponse;
use signoff_protocol::message::Decode;

use super::ProfileEvent;
use super::engine::{Site, Smdp, locked};
use super::refusal::Refusal;

impl Smdp {
    pub(super) fn cancel_session(
        &self,
        site: &Site<'_>,
        request: &CancelSessionRequest,
        now: Timestamp,
    ) -> Result<NoResult, Refusal> {
        let id = request.transaction_id;
        let session = locked(&self.sessions).get(&id, site.host, now.as_second());
        let session = session.ok_or_else(Refusal::unknown_transaction)?;
        let response = CancelSessionResponse::from_der(&request.cancel_session_response)
            .map_err(|error| Refusal::malformed("cancelSessionResponse", &error))?;
        let signed = match response {
            CancelSessionResponse::Ok { signed, .. } => signed,
            CancelSessionResponse::Error(error) => {
                locked(&self.sessions).remove(&id);
                return Err(Refusal::new(
                    status::EXECUTION_ERROR,
                    format!("the eUICC refused to cancel the session: {error}"),
                ));
            }
        };
        // Before the eUICC has authenticated itself its key is not known: there is nothing but a session to end.
        let Some(client) = session.client else {
            locked(&self.sessions).remove(&id);
            return Ok(NoResult {});
        };
        if !client.key.verifies(&signed.raw, &signed.signature) || signed.value.transaction_id != id {
            return Err(Refusal::new(
                status::EUICC_VERIFICATION_FAILED,
                "euiccCancelSessionSignature is wrong",
            ));
        }
        if signed.value.smdp_oid != self.oid {
            return Err(Refusal::new(
                status::SMDP_OID_INVALID,
                format!("{} is not {}", signed.value.smdp_oid, self.oid),
            ));
        }
        locked(&self.sessions).remove(&id);
        let event = if signed.value.reason.keeps_order() {
            ProfileEvent::Postponed
        } else {
            ProfileEvent::Failed
        };
        let mut inventory = locked(&self.inventory);
        let life = inventory
            .profile(&client.iccid)
            .filter(|profile| profile.life.holder.is_none_or(|holder| holder == client.eid))
            .and_then(|profile| profile.life.after(event));
        if let Some(life) = life {
            inventory.change(self.store(), life, Vec::new())?;
        }
        Ok(NoResult {})
    }
}
