//! What an eUICC checks of the certificate of a server (SGP.22 §4.5.2.2, §5.7.5, §5.7.13).

use sha2::{Digest, Sha256};
use signoff_protocol::id::Oid;

use super::certificate::Certificate;
use super::curve::PublicKey;
use super::{Curve, Pki, Role, VerifyError};

/// Why an eUICC does not accept a server's certificate; each variant has an error code of its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// It can't be read, no CI of the eUICC issued it, or it breaks a rule of its profile.
    #[error("the server's certificate does not hold")]
    Certificate(#[source] VerifyError),
    /// Its key is on a curve that the eUICC does not know.
    #[error("the server's key is on a curve that is not supported")]
    Curve,
    /// It is valid, but for another role.
    #[error("the server's certificate is for another role")]
    Role,
}

/// A server whose certificate was accepted.
#[derive(Clone)]
pub struct Server {
    role: Role,
    oid: Oid,
    ci_pk_id: Vec<u8>,
    key: PublicKey,
}

impl Server {
    /// The role that the certificate's policy gives it.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The object identifier in its subjectAltName.
    pub const fn oid(&self) -> &Oid {
        &self.oid
    }

    /// Subject key identifier of the CI that issued it.
    pub fn ci_pk_id(&self) -> &[u8] {
        &self.ci_pk_id
    }

    /// Curve of its key, and of the one-time keys that are agreed on with it.
    pub const fn curve(&self) -> Curve {
        self.key.curve()
    }

    /// Whether `signature` (`r` and `s`, 64 bytes) by its key over `message` holds.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verifies(message, signature)
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("role", &self.role)
            .field("oid", &self.oid)
            .finish_non_exhaustive()
    }
}

impl Pki {
    /// Subject key identifiers of the CIs whose certificates the eUICC verifies.
    pub fn verification_ci_pk_ids(&self) -> impl Iterator<Item = &[u8]> {
        let cis = self.anchors.cis();
        let ids = cis.iter().enumerate();
        ids.filter(|(place, (id, _))| cis.iter().position(|(other, _)| other == id) == Some(*place))
            .map(|(_, (id, _))| id.as_slice())
    }

    /// Checks a server's certificate (DER): a CI of the eUICC issued it, it follows the profile of its role, and
    /// that role is one of `roles`. Dates are not looked at, as a card has no clock. What has held once holds always:
    /// the same bytes are not verified again.
    ///
    /// # Errors
    /// One of these does not hold.
    pub fn verify_server(&self, certificate: &[u8], roles: &[Role]) -> Result<Server, ServerError> {
        let print = Sha256::digest(certificate).into();
        if let Some(known) = self.anchors.servers.get(&print) {
            let fits = roles.contains(&known.role);
            return fits.then(|| Server::clone(&known)).ok_or(ServerError::Role);
        }
        let server = self.verify_anew(certificate, roles)?;
        self.anchors.servers.keep(print, server.clone());
        Ok(server)
    }

    fn verify_anew(&self, certificate: &[u8], roles: &[Role]) -> Result<Server, ServerError> {
        let expected = roles.first().copied().unwrap_or(Role::DpAuth);
        let parse = |role| match Certificate::parse(role, certificate) {
            Ok(certificate) => Ok(certificate),
            Err(VerifyError::Unsupported { .. }) => Err(ServerError::Curve),
            Err(error) => Err(ServerError::Certificate(error)),
        };
        let server = parse(expected)?;
        let ci_pk_id = self.issuer_of(&server)?;
        server
            .check_critical_extensions()
            .map_err(ServerError::Certificate)?;
        let role = server
            .claimed_role()
            .filter(|role| roles.contains(role))
            .ok_or(ServerError::Role)?;
        let server = if role == expected { server } else { parse(role)? };
        server.check_profile().map_err(ServerError::Certificate)?;
        let oid = server
            .registered_id()
            .and_then(|id| Oid::from_bytes(&id).ok())
            .ok_or_else(|| {
                ServerError::Certificate(server.breaks("names no object identifier".to_owned()))
            })?;
        Ok(Server {
            role,
            oid,
            ci_pk_id,
            key: server.into_key(),
        })
    }

    /// The CI that issued a certificate. Several may share a key, as the editions of a test CI do.
    fn issuer_of(&self, server: &Certificate) -> Result<Vec<u8>, ServerError> {
        let mut problem = server.breaks("is of a CI that this eUICC does not know".to_owned());
        let authority = server.authority_key_id().map_err(ServerError::Certificate)?;
        for (id, anchor) in self.anchors.cis() {
            if authority.as_ref().is_some_and(|authority| authority != id) {
                continue;
            }
            match server.check_issued_by(anchor) {
                Ok(()) => return Ok(id.clone()),
                Err(error) => problem = error,
            }
        }
        Err(ServerError::Certificate(problem))
    }
}

#[cfg(test)]
mod tests {
    use super::super::SmdpPki;
    use super::*;

    const EID: &str = "89049032123451234512345678901235";

    fn pki(seed: u64) -> Pki {
        Pki::generate(EID.parse().unwrap(), seed).unwrap()
    }

    fn session(name: &str) -> Vec<u8> {
        let text = signoff_fixtures::vector("rsp/session.json").unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let vectors = document["vectors"].as_array().unwrap();
        let vector = vectors.iter().find(|vector| vector["name"] == name).unwrap();
        signoff_protocol::hex::decode(vector["hex"].as_str().unwrap()).unwrap()
    }

    fn foreign() -> Pki {
        let mut pki = pki(1);
        for name in ["certificate ci-2017", "certificate ci"] {
            pki.trust(&session(name)).unwrap();
        }
        pki
    }

    #[test]
    fn certificates_that_somebody_else_issued() {
        let pki = foreign();
        let auth = pki.verify_server(&session("certificate dpauth"), &[Role::DpAuth, Role::DsAuth]);
        let auth = auth.unwrap();
        assert_eq!((auth.role(), auth.curve()), (Role::DpAuth, Curve::P256));
        assert_eq!(auth.oid().to_string(), "2.999.10");
        let pb = pki
            .verify_server(&session("certificate dppb"), &[Role::DpPb])
            .unwrap();
        assert_eq!((pb.role(), pb.oid()), (Role::DpPb, auth.oid()));
        assert_eq!(pb.ci_pk_id(), auth.ci_pk_id());
        let ids: Vec<&[u8]> = pki.verification_ci_pk_ids().collect();
        assert_eq!(ids, [pki.ci_pk_id(), auth.ci_pk_id()], "each key once");
    }

    #[test]
    fn each_mistake_has_its_own_error() {
        let (ours, smdp) = (pki(1), SmdpPki::generate(1, "2.999.10").unwrap());
        let auth = smdp.dp_auth().certificate();
        let for_another_role = || ours.verify_server(auth, &[Role::DpPb]).unwrap_err();
        assert_eq!(for_another_role(), ServerError::Role);
        assert!(ours.verify_server(auth, &[Role::DpAuth]).is_ok());
        assert_eq!(for_another_role(), ServerError::Role, "once it is known as well");
        let ds = ours.verify_server(smdp.ds_auth().certificate(), &[Role::DpAuth, Role::DsAuth]);
        assert_eq!(ds.unwrap().role(), Role::DsAuth);
        assert_eq!(
            ours.verify_server(ours.euicc_certificate(), &[Role::DpAuth])
                .unwrap_err(),
            ServerError::Certificate(VerifyError::Profile {
                certificate: "DPauth",
                reason: "is of a CI that this eUICC does not know".to_owned(),
            })
        );
        let stranger = SmdpPki::generate(2, "2.999.10").unwrap();
        for refused in [stranger.dp_auth().certificate(), b"\x30\x00"] {
            let error = ours.verify_server(refused, &[Role::DpAuth]).unwrap_err();
            assert!(matches!(error, ServerError::Certificate(_)), "{error:?}");
        }
    }

    #[test]
    fn any_bit_that_is_changed_is_seen() {
        let (ours, smdp) = (pki(1), SmdpPki::generate(1, "2.999.10").unwrap());
        let certificate = smdp.dp_auth().certificate();
        // What is known by now must not vouch for what it is not.
        ours.verify_server(certificate, &[Role::DpAuth]).unwrap();
        for bit in (0..certificate.len() * 8).step_by(3) {
            let mut changed = certificate.to_vec();
            changed[bit / 8] ^= 0x80 >> (bit % 8);
            let error = ours.verify_server(&changed, &[Role::DpAuth]).unwrap_err();
            assert!(
                matches!(error, ServerError::Certificate(_) | ServerError::Curve),
                "bit {bit}: {error:?}"
            );
        }
    }

    #[test]
    fn cards_share_what_holds_and_never_what_does_not() {
        let ci = super::super::TestCi::generate(1).unwrap();
        let smdp = ci.smdp("2.999.10").unwrap();
        let auth = smdp.dp_auth().certificate();
        let mut one = ci.euicc(EID.parse().unwrap()).unwrap();
        let two = ci
            .euicc("89999901001234567000000000000138".parse().unwrap())
            .unwrap();
        let first = one.verify_server(auth, &[Role::DpAuth]).unwrap();
        let second = two.verify_server(auth, &[Role::DpAuth]).unwrap();
        let signature = smdp.dp_auth().sign(b"message");
        for server in [first, second] {
            assert!(server.verifies(b"message", &signature));
            assert!(!server.verifies(b"massage", &signature));
        }
        let other = pki(2);
        assert!(matches!(
            other.verify_server(auth, &[Role::DpAuth]),
            Err(ServerError::Certificate(_))
        ));
        // A card that trusts one more CI does so alone.
        let stranger = SmdpPki::generate(2, "2.999.10").unwrap();
        let strange = stranger.dp_auth().certificate();
        one.trust(stranger.ci_certificate()).unwrap();
        assert!(one.verify_server(strange, &[Role::DpAuth]).is_ok());
        assert!(two.verify_server(strange, &[Role::DpAuth]).is_err());
    }
}
