//! ES9+.GetBoundProfilePackage (SGP.22 §5.6.2): the confirmation code is checked and the package bound.

use jiff::Timestamp;
use signoff_protocol::es9p::status;
use signoff_protocol::es9p::{GetBoundProfilePackageRequest, GetBoundProfilePackageResult};
use signoff_protocol::es10b::{EuiccSigned2, PrepareDownloadResponse};
use signoff_protocol::message::Decode;
use signoff_protocol::signed::signature_element;

use super::engine::{Site, Smdp, locked};
use super::operator::NotificationPoint;
use super::package::{self, Chance, Target};
use super::profile::{Binding, Profile};
use super::refusal::Refusal;
use super::session::Client;
use super::{ProfileEvent, ProfileState};

impl Smdp {
    pub(super) fn get_bound_profile_package(
        &self,
        site: &Site<'_>,
        request: &GetBoundProfilePackageRequest,
        now: Timestamp,
    ) -> Result<GetBoundProfilePackageResult, Refusal> {
        let id = request.transaction_id;
        let session = locked(&self.sessions).get(&id, site.host, now.as_second());
        let client = session.and_then(|session| session.client);
        let client = client.ok_or_else(Refusal::unknown_transaction)?;
        let result = self.bound(&client, request, now);
        if result.is_err() {
            locked(&self.sessions).remove(&id);
        }
        result
    }

    fn bound(
        &self,
        client: &Client,
        request: &GetBoundProfilePackageRequest,
        now: Timestamp,
    ) -> Result<GetBoundProfilePackageResult, Refusal> {
        let transaction_id = request.transaction_id;
        let signed = prove(client, request)?;
        let profile = self.downloadable(client)?;
        self.confirm(&profile, client, &signed, now)?;

        let upp = package::upp(&profile.stock);
        let chance = {
            let mut env = locked(&self.env);
            Chance {
                one_time_key: env.bytes(),
                initial_mcv: env.bytes(),
                ppk_enc: env.bytes(),
                ppk_cmac: env.bytes(),
            }
        };
        let target = Target {
            transaction_id,
            eid: client.eid,
            euicc_otpk: &signed.euicc_otpk,
        };
        let metadata = package::metadata(&profile.stock.file);
        let bound_profile_package = package::bind(
            self.pki().dp_pb(),
            &self.oid,
            &target,
            &metadata,
            &upp,
            &chance,
            profile.stock.ppk,
        )?;
        let binding = Binding {
            transaction_id,
            eid: client.eid,
            euicc_key: client.key.as_spki().to_vec(),
            euicc_otpk: signed.euicc_otpk,
        };
        self.hand_out(client, binding)?;
        self.tell(&profile, Some(client.eid), NotificationPoint::DOWNLOAD, None, now);
        Ok(GetBoundProfilePackageResult {
            transaction_id,
            bound_profile_package,
        })
    }

    /// The profile, if it may still be downloaded: another session may have been faster.
    fn downloadable(&self, client: &Client) -> Result<Profile, Refusal> {
        let inventory = locked(&self.inventory);
        let profile = inventory
            .profile(&client.iccid)
            .ok_or_else(Refusal::unknown_transaction)?;
        let life = &profile.life;
        let own = life.state == ProfileState::Released || life.holder == Some(client.eid);
        if own && life.state.is_downloadable() {
            Ok(profile.clone())
        } else {
            Err(status::PACKAGE_NOT_AVAILABLE.into())
        }
    }

    /// Checks the confirmation code; too many wrong ones end the order (SGP.22 §3.1.3).
    fn confirm(
        &self,
        profile: &Profile,
        client: &Client,
        signed: &EuiccSigned2,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let order = profile.life.order.as_ref();
        let Some(code) = order.and_then(|order| order.confirmation_code.as_deref()) else {
            return Ok(());
        };
        let refusal = match signed.hash_cc {
            Some(hash) if hash == package::hash_cc(code, &signed.transaction_id) => return Ok(()),
            Some(_) => self.wrong_code(client)?,
            None => status::CONFIRMATION_CODE_MISSING.into(),
        };
        self.tell(
            profile,
            Some(client.eid),
            NotificationPoint::CONFIRMATION,
            Some(&refusal),
            now,
        );
        Err(refusal)
    }

    /// Counts a wrong code; what to answer.
    fn wrong_code(&self, client: &Client) -> Result<Refusal, Refusal> {
        let mut inventory = locked(&self.inventory);
        let profile = inventory
            .profile(&client.iccid)
            .ok_or_else(Refusal::unknown_transaction)?;
        let mut life = profile.life.clone();
        let mut refusal = status::CONFIRMATION_CODE_REFUSED;
        if let Some(order) = &mut life.order {
            order.wrong_codes = order.wrong_codes.saturating_add(1);
            if order.wrong_codes >= self.limits.max_wrong_codes {
                refusal = status::CONFIRMATION_CODE_RETRIES_EXCEEDED;
                life = life.after(ProfileEvent::Failed).unwrap_or(life);
            }
        }
        inventory.change(self.store(), life, Vec::new())?;
        Ok(refusal.into())
    }

    fn hand_out(&self, client: &Client, binding: Binding) -> Result<(), Refusal> {
        let mut inventory = locked(&self.inventory);
        let profile = inventory
            .profile(&client.iccid)
            .ok_or_else(Refusal::unknown_transaction)?;
        let other = profile.life.state == ProfileState::Downloaded && profile.life.holder != Some(client.eid);
        let next = profile.life.after(ProfileEvent::Bound).filter(|_| !other);
        let mut life = next.ok_or(Refusal::from(status::PACKAGE_NOT_AVAILABLE))?;
        life.bind(binding);
        if let Some(order) = &mut life.order {
            order.downloads = order.downloads.saturating_add(1);
        }
        inventory.change(self.store(), life, Vec::new())?;
        Ok(())
    }
}

/// What the eUICC signed, if it did.
fn prove(client: &Client, request: &GetBoundProfilePackageRequest) -> Result<EuiccSigned2, Refusal> {
    let response = PrepareDownloadResponse::from_der(&request.prepare_download_response)
        .map_err(|error| Refusal::malformed("prepareDownloadResponse", &error))?;
    let signed = match response {
        PrepareDownloadResponse::Ok { euicc_signed2, .. } => euicc_signed2,
        PrepareDownloadResponse::Error { code, .. } => {
            return Err(Refusal::new(
                status::EXECUTION_ERROR,
                format!("the eUICC refused to prepare the download: {code}"),
            ));
        }
    };
    let mut message = signed.raw;
    message.extend(signature_element(&client.smdp_signature2));
    if !client.key.verifies(&message, &signed.signature) {
        return Err(Refusal::new(
            status::EUICC_VERIFICATION_FAILED,
            "euiccSignature2 is wrong",
        ));
    }
    if signed.value.transaction_id != request.transaction_id {
        return Err(Refusal::new(
            status::EUICC_VERIFICATION_FAILED,
            "the transactionId that the eUICC signed is not that of the session",
        ));
    }
    Ok(signed.value)
}
