//! ES9+ and ES11 AuthenticateClient (SGP.22 §5.6.3, §5.8.2): the eUICC proves itself, and what waits for it is found.

use std::sync::Arc;

use jiff::Timestamp;
use signoff_protocol::es9p::status;
use signoff_protocol::es9p::{
    AuthenticateClientDsResult, AuthenticateClientRequest, AuthenticateClientResult, EventEntry,
};
use signoff_protocol::es10b::{AuthenticateServerOk, AuthenticateServerResponse, EuiccInfo2, SmdpSigned2};
use signoff_protocol::id::Eid;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::saip::Service;
use signoff_protocol::signed::signature_element;

use super::ProfileState;
use super::engine::{Site, Smdp, locked};
use super::inventory::Inventory;
use super::operator::NotificationPoint;
use super::package;
use super::profile::Profile;
use super::refusal::Refusal;
use super::session::{Client, Session};
use crate::pki::VerifiedEuicc;

impl Smdp {
    pub(super) fn authenticate_client(
        &self,
        site: &Site<'_>,
        request: &AuthenticateClientRequest,
        now: Timestamp,
    ) -> Result<AuthenticateClientResult, Refusal> {
        let (mut session, ok, euicc) = self.authenticated(site, request, now)?;
        let params = &ok.euicc_signed1.value.ctx_params1;
        let info = &ok.euicc_signed1.value.euicc_info2;
        let found = {
            let inventory = locked(&self.inventory);
            self.ordered(
                &inventory,
                site.host,
                params.matching_id.as_deref(),
                euicc.eid,
                now,
            )
            .cloned()
        };
        let profile = found.inspect_err(|_| locked(&self.sessions).remove(&request.transaction_id))?;
        let checked = self
            .check_memory(&profile, info.card_resource.free_non_volatile)
            .and_then(|()| self.check_eligibility(&profile, info));
        self.tell(
            &profile,
            Some(euicc.eid),
            NotificationPoint::ELIGIBILITY,
            checked.as_ref().err(),
            now,
        );
        checked.inspect_err(|_| locked(&self.sessions).remove(&request.transaction_id))?;

        let order = profile.life.order.as_ref();
        let again = profile
            .life
            .bindings
            .last()
            .filter(|last| last.eid == euicc.eid && profile.life.state == ProfileState::Downloaded);
        let signed = SmdpSigned2 {
            transaction_id: request.transaction_id,
            confirmation_code_required: order.is_some_and(|order| order.confirmation_code.is_some()),
            bpp_euicc_otpk: again.map(|last| last.euicc_otpk.clone()),
            unknown: Unknown::none(),
        }
        .to_der();
        let mut message = signed.clone();
        message.extend(ok.euicc_signed1.signature_element());
        let smdp_signature2 = self.pki().dp_pb().sign(&message);
        session.client = Some(Arc::new(Client {
            eid: euicc.eid,
            key: euicc.key,
            iccid: profile.life.iccid,
            smdp_signature2,
        }));
        locked(&self.sessions).put(request.transaction_id, session, now.as_second());
        Ok(AuthenticateClientResult {
            transaction_id: request.transaction_id,
            profile_metadata: package::metadata(&profile.stock.file).to_der(),
            smdp_signed2: signed,
            smdp_signature2: signature_element(&smdp_signature2),
            smdp_certificate: self.pki().dp_pb().certificate().to_vec(),
        })
    }

    /// The SM-DS has nothing but events.
    pub(super) fn authenticate_client_ds(
        &self,
        site: &Site<'_>,
        request: &AuthenticateClientRequest,
        now: Timestamp,
    ) -> Result<AuthenticateClientDsResult, Refusal> {
        let (_, ok, euicc) = self.authenticated(site, request, now)?;
        locked(&self.sessions).remove(&request.transaction_id);
        let wanted = ok
            .euicc_signed1
            .value
            .ctx_params1
            .matching_id
            .filter(|id| !id.is_empty());
        let inventory = locked(&self.inventory);
        let entries: Vec<EventEntry> = inventory
            .events
            .of(euicc.eid)
            .filter(|event| wanted.as_ref().is_none_or(|wanted| event.event_id == *wanted))
            .map(|event| EventEntry {
                event_id: event.event_id.clone(),
                rsp_server_address: event.address.clone(),
            })
            .collect();
        if wanted.is_some() && entries.is_empty() {
            return Err(status::EVENT_UNKNOWN.into());
        }
        Ok(AuthenticateClientDsResult {
            transaction_id: request.transaction_id,
            event_entries: entries,
        })
    }

    /// The session and the eUICC, whose chain and signature hold. A session in which they do not is over.
    fn authenticated(
        &self,
        site: &Site<'_>,
        request: &AuthenticateClientRequest,
        now: Timestamp,
    ) -> Result<(Session, AuthenticateServerOk, VerifiedEuicc), Refusal> {
        let id = &request.transaction_id;
        let session = locked(&self.sessions).get(id, site.host, now.as_second());
        let session = session
            .filter(|session| session.client.is_none())
            .ok_or_else(Refusal::unknown_transaction)?;
        self.prove(&session, request, now)
            .inspect_err(|_| locked(&self.sessions).remove(id))
            .map(|(ok, euicc)| (session, ok, euicc))
    }

    fn prove(
        &self,
        session: &Session,
        request: &AuthenticateClientRequest,
        now: Timestamp,
    ) -> Result<(AuthenticateServerOk, VerifiedEuicc), Refusal> {
        let response = AuthenticateServerResponse::from_der(&request.authenticate_server_response)
            .map_err(|error| Refusal::malformed("authenticateServerResponse", &error))?;
        let ok = match response {
            AuthenticateServerResponse::Ok(ok) => *ok,
            AuthenticateServerResponse::Error { code, .. } => {
                return Err(Refusal::new(
                    status::EXECUTION_ERROR,
                    format!("the eUICC refused to authenticate the server: {code}"),
                ));
            }
        };
        let euicc = self
            .chains
            .verify(&ok.euicc_certificate, &ok.eum_certificate, now.as_second())?;
        let signed = &ok.euicc_signed1;
        if !euicc.key.verifies(&signed.raw, &signed.signature) {
            return Err(Refusal::new(
                status::EUICC_VERIFICATION_FAILED,
                "euiccSignature1 is wrong",
            ));
        }
        let value = &signed.value;
        for (fits, what) in [
            (value.transaction_id == request.transaction_id, "transactionId"),
            (
                value.server_challenge == session.server_challenge,
                "serverChallenge",
            ),
            (value.server_address == session.server_address, "serverAddress"),
        ] {
            if !fits {
                return Err(Refusal::new(
                    status::EUICC_VERIFICATION_FAILED,
                    format!("the {what} that the eUICC signed is not that of the session"),
                ));
            }
        }
        Ok((ok, euicc))
    }

    /// The profile that this eUICC may download.
    fn ordered<'a>(
        &self,
        inventory: &'a Inventory,
        host: &str,
        matching_id: Option<&str>,
        eid: Eid,
        now: Timestamp,
    ) -> Result<&'a Profile, Refusal> {
        let found = match matching_id.filter(|id| !id.is_empty()) {
            Some(id) => inventory
                .by_matching_id(host, id)
                .ok_or_else(|| Refusal::new(status::MATCHING_ID_REFUSED, "no order has this matchingId")),
            None => inventory
                .by_eid(host, eid)
                .ok_or_else(|| Refusal::new(status::EID_MISMATCH, "no order waits for this EID")),
        };
        let profile = found?;
        let life = &profile.life;
        let order = life.order.as_ref();
        if order
            .and_then(|order| order.eid)
            .is_some_and(|wanted| wanted != eid)
        {
            return Err(status::EID_MISMATCH.into());
        }
        let refused = |message: &str| Err(Refusal::new(status::MATCHING_ID_REFUSED, message));
        match life.state {
            ProfileState::Released => {}
            ProfileState::Downloaded if life.holder == Some(eid) => {}
            ProfileState::Downloaded => return Err(status::EID_BOUND_TO_OTHER.into()),
            ProfileState::Available
            | ProfileState::Allocated
            | ProfileState::Linked
            | ProfileState::Confirmed => return Err(status::PROFILE_NOT_RELEASED.into()),
            ProfileState::Installed | ProfileState::Enabled | ProfileState::Disabled => {
                return refused("the profile is installed; its deletion was not reported");
            }
            ProfileState::Deleted | ProfileState::Unavailable => {
                return refused("the profile was deleted and is not to be had again");
            }
            ProfileState::Error => return refused("the download has failed; the order is over"),
        }
        if let Some(end) = profile.stock.expires.filter(|end| now >= *end) {
            return Err(Refusal::new(
                status::DOWNLOAD_ORDER_EXPIRED,
                format!("the order could be downloaded until {end}"),
            ));
        }
        if order.is_some_and(|order| order.downloads >= self.limits.max_downloads) {
            return Err(status::DOWNLOAD_RETRIES_EXCEEDED.into());
        }
        Ok(profile)
    }

    fn check_eligibility(&self, profile: &Profile, info: &EuiccInfo2) -> Result<(), Refusal> {
        if !self.limits.checks_eligibility {
            return Ok(());
        }
        let refused = |message: String| Err(Refusal::new(status::NO_ELIGIBLE_PROFILE, message));
        let rules = profile.stock.file.policy_rules();
        let forbidden = info.forbidden_profile_policy_rules.unwrap_or_default();
        if !rules.0.intersection(forbidden.0).is_empty() {
            return refused("the eUICC forbids a policy rule that the profile has".to_owned());
        }
        let missing: Vec<&str> = package::demanded_services(&profile.stock)
            .filter(|service| {
                uicc_capability(*service).is_some_and(|bit| !info.uicc_capability.contains(bit))
            })
            .map(Service::name)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        refused(format!(
            "the package demands {}, which the eUICC lacks",
            missing.join(", ")
        ))
    }

    fn check_memory(&self, profile: &Profile, free: u32) -> Result<(), Refusal> {
        if !self.limits.checks_memory {
            return Ok(());
        }
        let needed = package::upp(&profile.stock).len();
        if usize::try_from(free).is_ok_and(|free| free < needed) {
            return Err(Refusal::new(
                status::EUICC_INSUFFICIENT_MEMORY,
                format!("the profile has {needed} bytes, {free} are free"),
            ));
        }
        Ok(())
    }
}

/// The bit of uiccCapability in EUICCInfo2 that announces a service; not every service has one.
const fn uicc_capability(service: Service) -> Option<u8> {
    Some(match service {
        Service::Contactless => 0,
        Service::Usim => 1,
        Service::Isim => 2,
        Service::Csim => 3,
        Service::Milenage => 4,
        Service::Cave => 5,
        Service::Tuak128 => 6,
        Service::Tuak256 => 7,
        Service::UsimTestAlgorithm => 8,
        Service::GbaUsim => 10,
        Service::GbaIsim => 11,
        Service::Mbms => 12,
        Service::Eap => 13,
        Service::Javacard => 14,
        Service::Multos => 15,
        Service::MultipleUsim => 16,
        Service::MultipleIsim => 17,
        Service::MultipleCsim => 18,
        Service::BerTlv => 19,
        Service::DfLink => 20,
        Service::CatTp => 21,
        Service::GetIdentity => 22,
        Service::ProfileAX25519 => 23,
        Service::ProfileBP256 => 24,
        Service::SuciCalculatorApi => 25,
        _ => return None,
    })
}
