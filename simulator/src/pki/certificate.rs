//! A certificate as a verifier reads it.

use der::oid::AssociatedOid;
use der::oid::db::rfc4519::{O, SERIAL_NUMBER};
use der::{Decode, Encode};
use signoff_protocol::id::Eid;
use signoff_protocol::tlv::{Tag, Tlv};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyUsage,
    NameConstraints, SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::name::Name;
use x509_cert::spki::ObjectIdentifier;

use super::curve::PublicKey;
use super::{Role, VerifyError};

const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// A parsed certificate of a role, with the bytes that its issuer signed.
#[derive(Clone)]
pub(super) struct Certificate {
    role: Role,
    parsed: x509_cert::Certificate,
    key: PublicKey,
    /// TBSCertificate as received: what was signed is never encoded anew.
    signed: Vec<u8>,
}

impl Certificate {
    /// Reads a certificate that is used as that of `role`; whether its contents fit is
    /// [`Certificate::check_profile`].
    pub(super) fn parse(role: Role, der: &[u8]) -> Result<Self, VerifyError> {
        let malformed = |reason: String| VerifyError::Malformed {
            certificate: role.name(),
            reason,
        };
        let parsed = x509_cert::Certificate::from_der(der).map_err(|error| malformed(error.to_string()))?;
        let public_key = parsed
            .tbs_certificate()
            .subject_public_key_info()
            .to_der()
            .map_err(|error| malformed(error.to_string()))?;
        let key = PublicKey::from_spki(&public_key).ok_or(VerifyError::Unsupported {
            certificate: role.name(),
        })?;
        let signed = Tlv::parse_exact(der)
            .and_then(|outer| outer.child(Tag(0x30)))
            .map_err(|error| malformed(error.to_string()))?
            .raw()
            .to_vec();
        Ok(Self {
            role,
            parsed,
            key,
            signed,
        })
    }

    /// The role that the certificate's policies give it.
    pub(super) fn claimed_role(&self) -> Option<Role> {
        let policies = self.extension::<CertificatePolicies>().ok()??;
        policies
            .0
            .iter()
            .find_map(|policy| Role::from_policy(&policy.policy_identifier.to_string()))
    }

    pub(super) fn subject(&self) -> &Name {
        self.parsed.tbs_certificate().subject()
    }

    pub(super) fn issuer(&self) -> &Name {
        self.parsed.tbs_certificate().issuer()
    }

    pub(super) const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// SubjectPublicKeyInfo, DER.
    pub(super) fn public_key_info(&self) -> Result<Vec<u8>, VerifyError> {
        let info = self.parsed.tbs_certificate().subject_public_key_info().to_der();
        info.map_err(|error| VerifyError::Malformed {
            certificate: self.role.name(),
            reason: error.to_string(),
        })
    }

    /// First and last second of its validity, since 1970.
    pub(super) fn validity(&self) -> (u64, u64) {
        let validity = self.parsed.tbs_certificate().validity();
        let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs();
        (seconds(validity.not_before), seconds(validity.not_after))
    }

    /// The key alone.
    pub(super) fn into_key(self) -> PublicKey {
        self.key
    }

    /// Subject key identifier.
    pub(super) fn key_id(&self) -> Option<Vec<u8>> {
        let id = self.extension::<SubjectKeyIdentifier>().ok()??;
        Some(id.0.as_bytes().to_vec())
    }

    /// EID: the serial number in the subject's name.
    pub(super) fn eid(&self) -> Result<Eid, VerifyError> {
        let digits = attribute(self.subject(), SERIAL_NUMBER).unwrap_or_default();
        signoff_protocol::hex::decode(&digits)
            .ok()
            .and_then(|bytes| <[u8; 16]>::try_from(bytes).ok())
            .map(Eid::from_bytes)
            .ok_or_else(|| self.breaks(format!("has no EID as serial number, but \"{digits}\"")))
    }

    /// The object identifier by which a server is registered, DER contents: const-oid knows no `2.999`.
    pub(super) fn registered_id(&self) -> Option<Vec<u8>> {
        self.alternative_name(Tag(0x88))
    }

    /// The first name of the given kind in the subjectAltName.
    fn alternative_name(&self, kind: Tag) -> Option<Vec<u8>> {
        let extensions = self.parsed.tbs_certificate().extensions()?;
        let found = extensions
            .iter()
            .find(|extension| extension.extn_id == SubjectAltName::OID)?;
        let names = Tlv::parse_exact(found.extn_value.as_bytes()).ok()?;
        Some(names.find(kind).ok()??.value().to_vec())
    }

    /// The host name of a TLS certificate.
    pub(super) fn dns_name(&self) -> Option<String> {
        String::from_utf8(self.alternative_name(Tag(0x82))?).ok()
    }

    /// The organisation for which an EUM may issue: the one in its name constraints, or its own.
    pub(super) fn permitted_organisation(&self) -> Option<String> {
        self.permitted()
            .unwrap_or_default()
            .iter()
            .find_map(|name| attribute(name, O))
            .or_else(|| attribute(self.subject(), O))
    }

    /// Checks what SGP.22 §4.5.2.1 asks of the role.
    pub(super) fn check_profile(&self) -> Result<(), VerifyError> {
        if self.claimed_role() != Some(self.role) {
            return Err(self.breaks("does not have the policy of its role".to_owned()));
        }
        let usage = self.extension::<KeyUsage>()?;
        let allowed = usage.is_some_and(|usage| match self.role {
            Role::Ci | Role::Eum => usage.key_cert_sign(),
            _ => usage.digital_signature(),
        });
        if !allowed {
            return Err(self.breaks("has a key usage that does not allow this signature".to_owned()));
        }
        let is_authority = self
            .extension::<BasicConstraints>()?
            .is_some_and(|basic| basic.ca);
        if self.role.is_authority() && !is_authority {
            return Err(self.breaks("may not issue certificates".to_owned()));
        }
        Ok(())
    }

    /// Subject key identifier of the issuer, if the certificate names it.
    pub(super) fn authority_key_id(&self) -> Result<Option<Vec<u8>>, VerifyError> {
        let authority = self.extension::<AuthorityKeyIdentifier>()?;
        let id = authority.and_then(|authority| authority.key_identifier);
        Ok(id.map(|id| id.as_bytes().to_vec()))
    }

    /// Checks that no critical extension is unknown here (RFC 5280 §4.2).
    pub(super) fn check_critical_extensions(&self) -> Result<(), VerifyError> {
        let known = [
            CertificatePolicies::OID,
            KeyUsage::OID,
            BasicConstraints::OID,
            NameConstraints::OID,
            SubjectAltName::OID,
            ExtendedKeyUsage::OID,
        ];
        let extensions = self.parsed.tbs_certificate().extensions();
        let mut unknown = extensions
            .into_iter()
            .flatten()
            .filter(|extension| extension.critical && !known.contains(&extension.extn_id));
        match unknown.next() {
            None => Ok(()),
            Some(extension) => Err(self.breaks(format!(
                "has the unknown critical extension {}",
                extension.extn_id
            ))),
        }
    }

    /// Checks that `issuer` issued this certificate.
    pub(super) fn check_issued_by(&self, issuer: &Self) -> Result<(), VerifyError> {
        if self.issuer() != issuer.subject() {
            return Err(self.breaks(format!(
                "names \"{}\" as issuer, the {} is \"{}\"",
                self.issuer(),
                issuer.role,
                issuer.subject()
            )));
        }
        let authority = self.authority_key_id()?;
        if authority.is_some() && authority != issuer.key_id() {
            return Err(self.breaks(format!("names another key of the {} as issuer", issuer.role)));
        }
        if self.parsed.signature_algorithm().oid != ECDSA_WITH_SHA256 {
            return Err(VerifyError::Unsupported {
                certificate: self.role.name(),
            });
        }
        let signature = self.parsed.signature().as_bytes().unwrap_or_default();
        if issuer.key.verifies_der(&self.signed, signature) {
            Ok(())
        } else {
            Err(VerifyError::Signature {
                signer: issuer.role.name(),
            })
        }
    }

    /// Checks that the name constraints of this EUM allow the eUICC's subject: the same organisation, and a
    /// serial number that begins as the constraint does (SGP.22 §4.5.2.1.0.2).
    pub(super) fn check_permits(&self, euicc: &Self) -> Result<(), VerifyError> {
        let permitted = self.permitted()?;
        let value = |oid| attribute(euicc.subject(), oid).unwrap_or_default();
        let (organisation, serial_number) = (value(O), value(SERIAL_NUMBER));
        let fits = |name: &Name| {
            attribute(name, O).is_none_or(|wanted| wanted == organisation)
                && attribute(name, SERIAL_NUMBER).is_none_or(|prefix| serial_number.starts_with(&prefix))
        };
        if permitted.is_empty() || permitted.iter().any(fits) {
            return Ok(());
        }
        let rules: Vec<String> = permitted.iter().map(ToString::to_string).collect();
        Err(self.breaks(format!(
            "may issue for \"{}\" only, not for \"{}\"",
            rules.join("\", \""),
            euicc.subject()
        )))
    }

    fn permitted(&self) -> Result<Vec<Name>, VerifyError> {
        let subtrees = self
            .extension::<NameConstraints>()?
            .and_then(|constraints| constraints.permitted_subtrees)
            .unwrap_or_default();
        let names = subtrees.into_iter().filter_map(|subtree| match subtree.base {
            GeneralName::DirectoryName(name) => Some(name),
            _ => None,
        });
        Ok(names.collect())
    }

    /// An extension, if there is one. Twice the same, or one that can't be read, is an error.
    fn extension<'a, T>(&'a self) -> Result<Option<T>, VerifyError>
    where
        T: Decode<'a, Error = der::Error> + AssociatedOid,
    {
        let found = self.parsed.tbs_certificate().get_extension::<T>();
        let found = found.map_err(|error| VerifyError::Malformed {
            certificate: self.role.name(),
            reason: format!("extension {}: {error}", T::OID),
        })?;
        Ok(found.map(|(_, value)| value))
    }

    pub(super) fn breaks(&self, reason: String) -> VerifyError {
        VerifyError::Profile {
            certificate: self.role.name(),
            reason,
        }
    }
}

/// The text of an attribute, in whichever string type it is.
fn attribute(name: &Name, oid: ObjectIdentifier) -> Option<String> {
    let found = name.iter().find(|attribute| attribute.oid == oid)?;
    String::from_utf8(found.value.value().to_vec()).ok()
}
