//! What an SM-DP+ and an SM-DS prove themselves with (SGP.22 §4.5.2.1.0.4 to §4.5.2.1.0.8).

use std::path::Path;

use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePrivateKey;
use sha2::{Digest, Sha256};
use signoff_protocol::id::Oid;

use super::generate::{Authority, key, named};
use super::issue::{LASTING, Part, Period, Request};
use super::load::Folder;
use super::{PkiError, Role, VerifyError};

const ORGANISATION: &str = "Signoff Test SM-DP+";
const EXPIRED: Period = Period {
    not_before: "2020-01-01T00:00:00Z",
    not_after: "2020-12-31T23:59:59Z",
};
const NOT_YET_VALID: Period = Period {
    not_before: "2049-01-01T00:00:00Z",
    not_after: "2049-12-31T23:59:59Z",
};

/// A certificate and its key.
#[derive(Clone)]
pub struct ServerKey {
    certificate: Vec<u8>,
    key: SigningKey,
}

impl ServerKey {
    /// DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// ECDSA over SHA-256, `r` and `s`, 32 bytes each. Deterministic (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = self.key.sign(message);
        signature.to_bytes().into()
    }
}

/// How a TLS certificate is, or what is wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TlsValidity {
    /// As it should be.
    #[default]
    Valid,
    /// Since the end of 2020.
    Expired,
    /// Before 2049.
    NotYetValid,
    /// For another host.
    OtherName,
    /// Issued by a CI that nobody trusts.
    OtherCi,
}

/// What a TLS server needs: its certificates, the leaf first, and the leaf's key.
#[derive(Clone)]
pub struct TlsChain {
    /// DER; the CI's is not among them.
    pub certificates: Vec<Vec<u8>>,
    /// PKCS #8, DER.
    pub key: Vec<u8>,
}

/// Keys and certificates of one SM-DP+ with all its addresses, and of the SM-DS beside it.
#[derive(Clone)]
pub struct SmdpPki {
    ci: Vec<u8>,
    ci_pk_id: Vec<u8>,
    oid: String,
    auth: ServerKey,
    pb: ServerKey,
    ds_auth: ServerKey,
    /// Absent where a folder has only certificates: then no TLS certificate is issued.
    authority: Option<Authority>,
    /// What a folder brings along, and the host that it is for.
    tls: Option<(String, TlsChain)>,
}

impl SmdpPki {
    /// Makes certificates under the CI of `seed`, the one of [`Pki::generate`](super::Pki::generate). `oid` is
    /// that of the SM-DP+, dotted: `2.999.10`.
    ///
    /// # Errors
    /// No object identifier, or a certificate that can't be encoded.
    pub fn generate(seed: u64, oid: &str) -> Result<Self, PkiError> {
        Self::issue(Authority::generate(seed)?, seed, oid)
    }

    pub(super) fn issue(authority: Authority, seed: u64, oid: &str) -> Result<Self, PkiError> {
        let ds_oid = format!("{oid}.1");
        Ok(Self {
            ci: authority.certificate.clone(),
            ci_pk_id: authority.key_id.clone(),
            oid: oid.to_owned(),
            auth: issue(&authority, Role::DpAuth, 3, seed, oid)?,
            pb: issue(&authority, Role::DpPb, 4, seed, oid)?,
            ds_auth: issue(&authority, Role::DsAuth, 5, seed, &ds_oid)?,
            authority: Some(authority),
            tls: None,
        })
    }

    /// Takes the keys and certificates of a folder: CERT.DPauth and CERT.DPpb with their keys and the CI
    /// certificate that issued them; with the CI's key, TLS certificates are issued for any address, without it
    /// the folder's CERT.DP.TLS is used for the host that it names.
    ///
    /// # Errors
    /// Something is missing, malformed, or the certificates are no chain.
    pub fn load(directory: &Path) -> Result<Self, PkiError> {
        let folder = Folder::read(directory)?;
        let own = |role, part| match folder.own(role)? {
            Some(found) => Ok(found),
            None => Err(folder.missing(part, "put the certificate and its key there")),
        };
        let (auth, auth_key) = own(Role::DpAuth, "DPauth certificate with its key")?;
        let (pb, pb_key) = own(Role::DpPb, "DPpb certificate with its key")?;
        let ci = folder.issuer_of(&auth.certificate, Role::Ci)?;
        for server in [auth, pb] {
            server
                .certificate
                .check_profile()
                .and_then(|()| server.certificate.check_issued_by(&ci.certificate))
                .map_err(|source| folder.no_chain(source))?;
        }
        let id = auth.certificate.registered_id();
        if id.is_none() || id != pb.certificate.registered_id() {
            return Err(folder.no_chain(VerifyError::Profile {
                certificate: Role::DpPb.name(),
                reason: "does not name the same SM-DP+ as the DPauth certificate".to_owned(),
            }));
        }
        let oid = id
            .and_then(|id| Oid::from_bytes(&id).ok())
            .map(|oid| oid.to_string());
        let oid = oid.unwrap_or_default();
        let authority = folder.own(Role::Ci)?.map(|(found, key)| Authority {
            name: found.certificate.subject().clone(),
            key_id: found.certificate.key_id().unwrap_or_default(),
            certificate: found.der.clone(),
            key: key.clone(),
        });
        let tls = match folder.own(Role::DpTls)? {
            Some((found, key)) => found
                .certificate
                .dns_name()
                .map(|host| Ok((host, chain(found.der.clone(), key)?)))
                .transpose()?,
            None => None,
        };
        let auth = ServerKey {
            certificate: auth.der.clone(),
            key: auth_key.clone(),
        };
        let ds_auth = match &authority {
            Some(authority) => issue(authority, Role::DsAuth, 5, 0, &format!("{oid}.1"))?,
            None => auth.clone(),
        };
        Ok(Self {
            ci: ci.der.clone(),
            ci_pk_id: ci.certificate.key_id().unwrap_or_default(),
            oid,
            auth,
            pb: ServerKey {
                certificate: pb.der.clone(),
                key: pb_key.clone(),
            },
            ds_auth,
            authority,
            tls,
        })
    }

    /// CERT.CI, DER: the root that clients pin.
    pub fn ci_certificate(&self) -> &[u8] {
        &self.ci
    }

    /// The CI's subject key identifier.
    pub fn ci_pk_id(&self) -> &[u8] {
        &self.ci_pk_id
    }

    /// Object identifier of the SM-DP+, dotted.
    pub fn oid(&self) -> &str {
        &self.oid
    }

    /// CERT.DPauth and its key.
    pub const fn dp_auth(&self) -> &ServerKey {
        &self.auth
    }

    /// CERT.DPpb and its key.
    pub const fn dp_pb(&self) -> &ServerKey {
        &self.pb
    }

    /// CERT.DSauth and its key.
    pub const fn ds_auth(&self) -> &ServerKey {
        &self.ds_auth
    }

    /// The TLS certificate of an address: a host name, or one with a port. The same bytes each time.
    ///
    /// # Errors
    /// The CI's key is not known, and there is no certificate for this host.
    pub fn tls_chain(&self, address: &str, validity: TlsValidity) -> Result<TlsChain, PkiError> {
        let host = host(address).to_ascii_lowercase();
        let Some(authority) = &self.authority else {
            return match &self.tls {
                Some((own, chain)) if *own == host && validity == TlsValidity::Valid => Ok(chain.clone()),
                _ => Err(PkiError::Issue {
                    certificate: Role::DpTls.name(),
                    reason: format!("no certificate for {host}, and no key of the CI to issue one"),
                }),
            };
        };
        let seed = self
            .ci_pk_id
            .first_chunk()
            .map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let stranger = match validity {
            TlsValidity::OtherCi => Some(Authority::stranger(seed)?),
            _ => None,
        };
        let issuer = stranger.as_ref().unwrap_or(authority).issuer();
        let named_host = match validity {
            TlsValidity::OtherName => "other.example",
            _ => &host,
        };
        let key = key("DPtls", seed, host.as_bytes())?;
        let digest: [u8; 8] = *Sha256::new()
            .chain_update(named_host)
            .chain_update([validity as u8])
            .finalize()
            .first_chunk()
            .unwrap_or(&[1; 8]);
        let certificate = Request {
            role: Role::DpTls,
            subject: named(
                Role::DpTls,
                &[Part::Organisation(ORGANISATION), Part::CommonName(named_host)],
            )?,
            serial: u64::from_be_bytes(digest) >> 1,
            key: key.verifying_key(),
            registered_id: registered(Role::DpTls, &self.oid)?.as_deref(),
            permitted: None,
            dns_name: Some(named_host),
            period: match validity {
                TlsValidity::Expired => EXPIRED,
                TlsValidity::NotYetValid => NOT_YET_VALID,
                _ => LASTING,
            },
        }
        .issue(&issuer)?;
        chain(certificate, &key)
    }
}

impl std::fmt::Debug for SmdpPki {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmdpPki")
            .field("oid", &self.oid)
            .finish_non_exhaustive()
    }
}

/// The host of `host:port`.
fn host(address: &str) -> &str {
    match address.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => address,
    }
}

fn issue(
    authority: &Authority,
    role: Role,
    serial: u64,
    seed: u64,
    oid: &str,
) -> Result<ServerKey, PkiError> {
    let key = key(role.name(), seed, oid.as_bytes())?;
    let certificate = Request {
        role,
        subject: named(
            role,
            &[Part::Organisation(ORGANISATION), Part::CommonName(role.name())],
        )?,
        serial,
        key: key.verifying_key(),
        registered_id: registered(role, oid)?.as_deref(),
        permitted: None,
        dns_name: None,
        period: LASTING,
    }
    .issue(&authority.issuer())?;
    Ok(ServerKey { certificate, key })
}

fn registered(role: Role, oid: &str) -> Result<Option<Vec<u8>>, PkiError> {
    match oid.parse::<Oid>() {
        Ok(oid) => Ok(Some(oid.as_bytes().to_vec())),
        Err(_) => Err(PkiError::Issue {
            certificate: role.name(),
            reason: format!("{oid:?} is no object identifier like 2.999.10"),
        }),
    }
}

fn chain(certificate: Vec<u8>, key: &SigningKey) -> Result<TlsChain, PkiError> {
    let document = SecretKey::from(key.clone())
        .to_pkcs8_der()
        .map_err(|error| PkiError::Issue {
            certificate: Role::DpTls.name(),
            reason: error.to_string(),
        })?;
    Ok(TlsChain {
        certificates: vec![certificate],
        key: document.as_bytes().to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use signoff_protocol::id::Eid;

    use super::super::Pki;
    use super::super::certificate::Certificate;
    use super::*;

    fn parse(role: Role, der: &[u8]) -> Certificate {
        Certificate::parse(role, der).unwrap()
    }

    fn pki() -> SmdpPki {
        SmdpPki::generate(1, "2.999.10").unwrap()
    }

    #[test]
    fn one_seed_has_one_ci_for_cards_and_servers() {
        let eid: Eid = "89049032123451234512345678901235".parse().unwrap();
        assert_eq!(
            pki().ci_certificate(),
            Pki::generate(eid, 1).unwrap().ci_certificate()
        );
        assert_eq!(pki().dp_auth().certificate(), pki().dp_auth().certificate());
    }

    #[test]
    fn each_certificate_has_its_role_and_chains_to_the_ci() {
        let pki = pki();
        let ci = parse(Role::Ci, pki.ci_certificate());
        for (role, server) in [
            (Role::DpAuth, pki.dp_auth()),
            (Role::DpPb, pki.dp_pb()),
            (Role::DsAuth, pki.ds_auth()),
        ] {
            let certificate = parse(role, server.certificate());
            certificate.check_profile().unwrap();
            certificate.check_issued_by(&ci).unwrap();
            let id = certificate.registered_id().unwrap();
            let id = Oid::from_bytes(&id).unwrap().to_string();
            assert!(id.starts_with("2.999.10"), "{role}");
        }
    }

    #[test]
    fn tls_certificates_for_each_flaw() {
        let pki = pki();
        let ci = parse(Role::Ci, pki.ci_certificate());
        for (validity, name, ours) in [
            (TlsValidity::Valid, "smdp.example", true),
            (TlsValidity::Expired, "smdp.example", true),
            (TlsValidity::NotYetValid, "smdp.example", true),
            (TlsValidity::OtherName, "other.example", true),
            (TlsValidity::OtherCi, "smdp.example", false),
        ] {
            let chain = pki.tls_chain("SMDP.example:8443", validity).unwrap();
            let leaf = parse(Role::DpTls, &chain.certificates[0]);
            leaf.check_profile().unwrap();
            assert_eq!(leaf.dns_name().as_deref(), Some(name), "{validity:?}");
            assert_eq!(leaf.check_issued_by(&ci).is_ok(), ours, "{validity:?}");
        }
    }

    #[test]
    fn a_wrong_oid_is_named() {
        let error = SmdpPki::generate(1, "smdp").unwrap_err();
        assert_eq!(
            error.to_string(),
            "can't issue the DPauth certificate: \"smdp\" is no object identifier like 2.999.10"
        );
    }
}
