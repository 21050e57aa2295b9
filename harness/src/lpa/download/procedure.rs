//! The procedure, step by step (SGP.22 §3.0.1, §3.1.2, §3.1.3).

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es9p::{
    AuthenticateClientRequest, AuthenticateClientResult, GetBoundProfilePackageRequest,
    InitiateAuthenticationRequest, InitiateAuthenticationResult,
};
use signoff_protocol::es10b::{
    AuthenticateServerRequest, AuthenticateServerResponse, CancelSessionReason, CtxParams1,
    PrepareDownloadRequest, PrepareDownloadResponse, SmdpSigned2,
};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::SEQUENCE;
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::{DecodeError, Tag, Tlv};

use super::super::es9p::{Es9p, ServerAddress};
use super::super::{Lpa, Outcome, Refusal};
use super::cancel::Open;
use super::confirmation::hash_cc;
use super::rules::{Verdict, has_rules, judge};
use super::session::{Session, Stop, done};
use super::{
    Consent, DownloadError, DownloadOutcome, DownloadRequest, LpaRefusal, Observer, Offer, RefusedBecause,
    Stage, checks,
};

/// Tag of euiccCiPKIdToBeUsed.
const OCTET_STRING: Tag = Tag(0x04);

/// Downloads a profile and installs it, disabled. What the eUICC has to tell the SM-DP+ of that then waits on the card
/// for delivery ([`super::super::delivery`]).
///
/// # Errors
/// The link to the eUICC broke, or a server did not answer; the eUICC has no new profile.
pub async fn download(
    lpa: &mut Lpa,
    es9p: &dyn Es9p,
    request: &DownloadRequest,
    observer: &mut dyn Observer,
) -> Result<DownloadOutcome, DownloadError> {
    let mut session = Session {
        lpa,
        es9p,
        request,
        observer,
        stage: Stage::InitiateAuthentication,
        open: None,
    };
    match session.run().await {
        Ok(outcome) => Ok(outcome),
        Err(stop) => session.settle(stop).await,
    }
}

/// What mutual authentication brought.
pub(super) struct Authenticated {
    pub(super) transaction_id: TransactionId,
    /// AuthenticateServerResponse, as the eUICC gave it.
    pub(super) response: Vec<u8>,
}

/// What the SM-DP+ offers, read.
struct Offered {
    metadata: StoreMetadataRequest,
    signed: Signed<SmdpSigned2>,
    certificate: Vec<u8>,
}

impl Session<'_> {
    async fn run(&mut self) -> Result<DownloadOutcome, Stop> {
        let place = self.place().await?;
        let server = place.server;
        let authenticated = self
            .authenticate(&server, place.matching_id, place.oid.as_deref())
            .await?;
        let transaction_id = authenticated.transaction_id;

        self.enter(Stage::AuthenticateClient)?;
        let request = AuthenticateClientRequest {
            transaction_id,
            authenticate_server_response: authenticated.response,
        };
        let offer = self.es9p.authenticate_client(&server, &request).await?;
        let offered = read_offer(&offer, &transaction_id)?;

        self.enter(Stage::Consent)?;
        let hash_cc = self.consent(&server, &offered, &transaction_id).await?;

        self.enter(Stage::PrepareDownload)?;
        let request = PrepareDownloadRequest {
            smdp_signed2: offered.signed,
            hash_cc,
            smdp_certificate: offered.certificate,
            unknown: Unknown::none(),
        };
        let prepared = done(self.lpa.prepare_download(&request).await?)?;
        let request = GetBoundProfilePackageRequest {
            transaction_id,
            prepare_download_response: prepared.der,
        };
        if let PrepareDownloadResponse::Error { code, .. } = prepared.value {
            // The server learns of it, and has nothing better to say.
            let _refused = self.es9p.get_bound_profile_package(&server, &request).await;
            return Err(refused(Refusal::result(
                "PrepareDownload",
                code.name(),
                code.code(),
            )));
        }

        self.enter(Stage::GetBoundProfilePackage)?;
        let package = self.es9p.get_bound_profile_package(&server, &request).await?;
        self.enter(Stage::LoadBoundProfilePackage)?;
        self.load(&package.bound_profile_package, offered.metadata, transaction_id)
            .await
    }

    /// Common mutual authentication, with an SM-DP+ or an SM-DS.
    pub(super) async fn authenticate(
        &mut self,
        server: &ServerAddress,
        matching_id: Option<String>,
        oid: Option<&str>,
    ) -> Result<Authenticated, Stop> {
        self.enter(Stage::InitiateAuthentication)?;
        let info = done(self.lpa.get_euicc_info1().await?)?;
        let challenge = done(self.lpa.get_challenge().await?)?;
        let request = InitiateAuthenticationRequest {
            euicc_challenge: challenge.to_vec(),
            euicc_info1: info.to_der(),
            smdp_address: server.host(),
        };
        let proof = self.es9p.initiate_authentication(server, &request).await?;
        let request = AuthenticateServerRequest {
            ctx_params1: CtxParams1 {
                matching_id,
                device_info: self.request.device.clone(),
                unknown: Unknown::none(),
            },
            ..read_proof(&proof).map_err(|error| Stop::unreadable("the proof", &error))?
        };
        let own = |refusal| Stop::Own(refusal, CancelSessionReason::UndefinedReason);
        checks::server_signed(&request.server_signed1.value, server, &proof.transaction_id).map_err(own)?;
        checks::oid(&request.server_certificate, oid).map_err(own)?;

        self.enter(Stage::AuthenticateServer)?;
        let answer = done(self.lpa.authenticate_server(&request).await?)?;
        let transaction_id = proof.transaction_id;
        if let AuthenticateServerResponse::Error { code, .. } = answer.value {
            let request = AuthenticateClientRequest {
                transaction_id,
                authenticate_server_response: answer.der,
            };
            // The server learns of it, and has nothing better to say.
            let _refused = self.es9p.authenticate_client(server, &request).await;
            return Err(refused(Refusal::result(
                "AuthenticateServer",
                code.name(),
                code.code(),
            )));
        }
        self.open = Some(Open {
            server: server.clone(),
            transaction_id,
        });
        Ok(Authenticated {
            transaction_id,
            response: answer.der,
        })
    }

    /// The rules of the profile, the user's consent, and the confirmation code.
    async fn consent(
        &mut self,
        server: &ServerAddress,
        offered: &Offered,
        transaction_id: &TransactionId,
    ) -> Result<Option<[u8; 32]>, Stop> {
        let rules_need_consent = self.rules(&offered.metadata).await?;
        let offer = Offer {
            metadata: offered.metadata.clone(),
            server: server.to_string(),
            rules_need_consent,
            confirmation_code_required: offered.signed.value.confirmation_code_required,
        };
        if let Consent::Cancel(reason) = self.observer.consent(&offer) {
            return Err(Stop::Wanted(reason));
        }
        if !offer.confirmation_code_required {
            return Ok(None);
        }
        match &self.request.confirmation_code {
            Some(code) => Ok(Some(hash_cc(code, transaction_id))),
            None => Err(Stop::Own(
                LpaRefusal::ConfirmationCodeMissing,
                CancelSessionReason::Postponed,
            )),
        }
    }

    /// Whether the policy rules need consent; they may not be allowed at all.
    async fn rules(&mut self, metadata: &StoreMetadataRequest) -> Result<bool, Stop> {
        if !has_rules(metadata) {
            return Ok(false);
        }
        // A card that has no such table allows nothing.
        let table = match self.lpa.get_rat().await? {
            Outcome::Done(table) => table,
            Outcome::Refused(_) | Outcome::Unknown(_) => Vec::new(),
        };
        match judge(metadata, &table) {
            Verdict::Allowed { consent } => Ok(consent),
            Verdict::Denied { rules } => Err(Stop::Own(
                LpaRefusal::RulesNotAllowed { rules },
                CancelSessionReason::PprNotAllowed,
            )),
        }
    }
}

fn refused(refusal: Refusal) -> Stop {
    Stop::Refused(RefusedBecause::Euicc(refusal))
}

/// The parts of the server's proof, put together for the eUICC. What the LPA adds is left empty.
fn read_proof(proof: &InitiateAuthenticationResult) -> Result<AuthenticateServerRequest, DecodeError> {
    let key_id = match proof.euicc_ci_pk_id_to_be_used.as_slice() {
        [] => None,
        id => Some(Tlv::parse_exact(id)?.expect(OCTET_STRING)?.value().to_vec()),
    };
    let signed = Tlv::parse_exact(&proof.server_signed1)?;
    Ok(AuthenticateServerRequest {
        server_signed1: Signed::read(signed, Tlv::parse_exact(&proof.server_signature1)?)?,
        euicc_ci_pk_id_to_be_used: key_id,
        server_certificate: certificate(&proof.server_certificate)?,
        ctx_params1: CtxParams1::default(),
        unknown: Unknown::none(),
    })
}

/// The parts of the SM-DP+'s offer.
fn read_offer(offer: &AuthenticateClientResult, session: &TransactionId) -> Result<Offered, Stop> {
    let metadata = StoreMetadataRequest::from_der(&offer.profile_metadata)
        .map_err(|error| Stop::unreadable("profileMetadata", &error))?;
    let read = || -> Result<Signed<SmdpSigned2>, DecodeError> {
        let signed = Tlv::parse_exact(&offer.smdp_signed2)?;
        Signed::read(signed, Tlv::parse_exact(&offer.smdp_signature2)?)
    };
    let signed = read().map_err(|error| Stop::unreadable("smdpSigned2", &error))?;
    checks::same_transaction(&signed.value.transaction_id, session)
        .map_err(|refusal| Stop::Own(refusal, CancelSessionReason::UndefinedReason))?;
    Ok(Offered {
        metadata,
        signed,
        certificate: certificate(&offer.smdp_certificate)
            .map_err(|error| Stop::unreadable("smdpCertificate", &error))?,
    })
}

/// A certificate as it came. It goes to the eUICC among other elements, so it must be one element and no other one.
fn certificate(der: &[u8]) -> Result<Vec<u8>, DecodeError> {
    Ok(Tlv::parse_exact(der)?.expect(SEQUENCE)?.raw().to_vec())
}
