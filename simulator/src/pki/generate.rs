//! A CI, an EUM and an eUICC of the project's own making.

use p256::SecretKey;
use p256::ecdsa::SigningKey;
use sha2::{Digest, Sha256};
use signoff_protocol::id::Eid;
use x509_cert::name::Name;

use super::certificate::Certificate;
use super::issue::{Issuer, LASTING, Part, Request, name};
use super::{PkiError, Role};

const ORGANISATION: &str = "Signoff Test EUM";

/// A CI that can issue: name, certificate and key.
#[derive(Clone)]
pub(super) struct Authority {
    pub name: Name,
    pub key_id: Vec<u8>,
    pub certificate: Vec<u8>,
    pub key: SigningKey,
}

impl Authority {
    /// The CI of a seed.
    pub(super) fn generate(seed: u64) -> Result<Self, PkiError> {
        Self::named("Signoff Test CI", key("CI", seed, &[])?)
    }

    /// A CI that nobody trusts.
    pub(super) fn stranger(seed: u64) -> Result<Self, PkiError> {
        Self::named("Signoff Strange CI", key("strange CI", seed, &[])?)
    }

    fn named(common_name: &str, key: SigningKey) -> Result<Self, PkiError> {
        let parts = [Part::CommonName(common_name)];
        let subject = named(Role::Ci, &parts)?;
        let own = Issuer {
            name: subject.clone(),
            key_id: Vec::new(),
            key: &key,
        };
        let certificate = Request {
            role: Role::Ci,
            subject,
            serial: 1,
            key: key.verifying_key(),
            registered_id: Some(&[0x88, 0x37, 0x01]),
            permitted: None,
            dns_name: None,
            period: LASTING,
        }
        .issue(&own)?;
        let read = read(Role::Ci, &certificate)?;
        Ok(Self {
            name: read.subject().clone(),
            key_id: read.key_id().unwrap_or_default(),
            certificate,
            key,
        })
    }

    /// As the issuer of further certificates.
    pub(super) fn issuer(&self) -> Issuer<'_> {
        Issuer {
            name: self.name.clone(),
            key_id: self.key_id.clone(),
            key: &self.key,
        }
    }
}

/// A maker of cards.
pub(super) struct Eum {
    pub certificate: Vec<u8>,
    read: Certificate,
    key: SigningKey,
}

impl Eum {
    /// How many digits of an EID say who made the card.
    pub(super) const PREFIX: usize = 8;

    /// The EUM whose cards have EIDs that begin with `prefix`.
    pub(super) fn generate(authority: &Authority, prefix: &str, seed: u64) -> Result<Self, PkiError> {
        let key = key("EUM", seed, prefix.as_bytes())?;
        let parts = [
            Part::Country("BE"),
            Part::Organisation(ORGANISATION),
            Part::CommonName("EUM"),
        ];
        let permitted = [Part::Organisation(ORGANISATION), Part::SerialNumber(prefix)];
        let certificate = Request {
            role: Role::Eum,
            subject: named(Role::Eum, &parts)?,
            serial: 2,
            key: key.verifying_key(),
            registered_id: Some(&[0x88, 0x37, 0x05]),
            permitted: Some(named(Role::Eum, &permitted)?),
            dns_name: None,
            period: LASTING,
        }
        .issue(&authority.issuer())?;
        Ok(Self {
            read: read(Role::Eum, &certificate)?,
            certificate,
            key,
        })
    }

    /// Certificate and key of a card.
    pub(super) fn issue(&self, eid: Eid, seed: u64) -> Result<(Vec<u8>, SigningKey), PkiError> {
        let key = key("eUICC", seed, eid.as_bytes())?;
        let certificate = issue_euicc(eid, &key, &self.read, &self.key)?;
        Ok((certificate, key))
    }
}

/// A certificate for the card, under the name that the EUM's certificate allows it.
pub(super) fn issue_euicc(
    eid: Eid,
    key: &SigningKey,
    eum: &Certificate,
    eum_key: &SigningKey,
) -> Result<Vec<u8>, PkiError> {
    let issuer = Issuer {
        name: eum.subject().clone(),
        key_id: eum.key_id().unwrap_or_default(),
        key: eum_key,
    };
    let digits = eid.to_string();
    let organisation = eum.permitted_organisation();
    let parts = [
        Part::Country("BE"),
        Part::Organisation(organisation.as_deref().unwrap_or(ORGANISATION)),
        Part::SerialNumber(&digits),
        Part::CommonName("eUICC"),
    ];
    let serial: [u8; 8] = *Sha256::digest(eid.as_bytes()).first_chunk().unwrap_or(&[1; 8]);
    Request {
        role: Role::Euicc,
        subject: named(Role::Euicc, &parts)?,
        serial: u64::from_be_bytes(serial) >> 1,
        key: key.verifying_key(),
        registered_id: None,
        permitted: None,
        dns_name: None,
        period: LASTING,
    }
    .issue(&issuer)
}

/// The key of a role: a hash of who it is for and the seed. About one hash in 2^32 is no scalar of the curve;
/// the next one is taken then.
pub(super) fn key(label: &'static str, seed: u64, who: &[u8]) -> Result<SigningKey, PkiError> {
    (0..=u8::MAX)
        .find_map(|attempt| {
            let digest = Sha256::new()
                .chain_update(b"signoff ")
                .chain_update(label)
                .chain_update(seed.to_be_bytes())
                .chain_update(who)
                .chain_update([attempt])
                .finalize();
            SecretKey::from_slice(&digest).ok()
        })
        .map(SigningKey::from)
        .ok_or_else(|| PkiError::Issue {
            certificate: label,
            reason: "no key for this seed".to_owned(),
        })
}

pub(super) fn named(role: Role, parts: &[Part<'_>]) -> Result<Name, PkiError> {
    name(parts).map_err(|error| PkiError::Issue {
        certificate: role.name(),
        reason: error.to_string(),
    })
}

fn read(role: Role, der: &[u8]) -> Result<Certificate, PkiError> {
    Certificate::parse(role, der).map_err(|error| PkiError::Issue {
        certificate: role.name(),
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Pki, VerifyError, verify_chain, verify_signature};
    use super::*;

    fn eid(text: &str) -> Eid {
        text.parse().unwrap()
    }

    #[test]
    fn one_seed_and_eid_give_the_same_bytes() {
        let card = eid("89049032123451234512345678901235");
        let [first, again] = [(); 2].map(|()| Pki::generate(card, 1).unwrap());
        assert_eq!(first.ci_certificate(), again.ci_certificate());
        assert_eq!(first.eum_certificate(), again.eum_certificate());
        assert_eq!(first.euicc_certificate(), again.euicc_certificate());
        assert_eq!(first.sign(b"message"), again.sign(b"message"));

        let other = Pki::generate(card, 2).unwrap();
        assert_ne!(first.ci_pk_id(), other.ci_pk_id());
        assert_ne!(first.sign(b"message"), other.sign(b"message"));
    }

    #[test]
    fn cards_of_one_seed_share_the_ci_and_have_their_own_key() {
        let one = Pki::generate(eid("89049032123451234512345678901235"), 1).unwrap();
        let two = Pki::generate(
            Eid::with_check_digits("890490321234512345123456789013").unwrap(),
            1,
        )
        .unwrap();
        assert_eq!(one.ci_certificate(), two.ci_certificate());
        assert_eq!(one.eum_certificate(), two.eum_certificate());
        assert_ne!(one.sign(b"message"), two.sign(b"message"));
    }

    #[test]
    fn the_chain_holds_and_names_the_card() {
        let card = eid("89049032123451234512345678901235");
        let pki = Pki::generate(card, 1).unwrap();
        let chain = verify_chain(
            pki.euicc_certificate(),
            pki.eum_certificate(),
            Some(pki.ci_certificate()),
        );
        assert_eq!(chain, Ok(card));
        assert_eq!(pki.ci_pk_id().len(), 20);
        let signature = pki.sign(b"message");
        assert_eq!(
            verify_signature(pki.euicc_certificate(), b"message", &signature),
            Ok(())
        );
        assert_eq!(
            verify_signature(pki.euicc_certificate(), b"massage", &signature),
            Err(VerifyError::Signature { signer: "eUICC" })
        );
    }
}
