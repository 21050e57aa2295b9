//! Certificates as SGP.22 §4.5.2.1 describes them, built by x509-cert.

use std::str::FromStr;

use der::asn1::{Any, OctetString};
use der::oid::AssociatedOid;
use der::oid::db::rfc4519::{C, CN, O, SERIAL_NUMBER};
use der::oid::db::rfc5280::{ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH};
use der::referenced::OwnedToRef;
use der::{Decode, Encode};
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use signoff_protocol::tlv::{Tag, Writer};
use x509_cert::SubjectPublicKeyInfo;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::certpolicy::PolicyInformation;
use x509_cert::ext::pkix::constraints::name::GeneralSubtree;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, NameConstraints,
    SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, Extensions};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::SubjectPublicKeyInfoRef;
use x509_cert::time::{Time, Validity};

use super::{PkiError, Role};

/// What the certificates of the project say about time: nothing a test should depend on.
pub(super) const LASTING: Period = Period {
    not_before: "2025-01-01T00:00:00Z",
    not_after: "2049-12-31T23:59:59Z",
};

/// When a certificate is valid.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub not_before: &'static str,
    pub not_after: &'static str,
}

/// Who issues: its name, key identifier and key.
pub(super) struct Issuer<'a> {
    pub name: Name,
    pub key_id: Vec<u8>,
    pub key: &'a SigningKey,
}

/// A certificate to be issued.
pub(super) struct Request<'a> {
    pub role: Role,
    pub subject: Name,
    pub serial: u64,
    pub key: &'a VerifyingKey,
    /// The object identifier by which CI and EUM are registered, as DER contents: const-oid knows no `2.999`,
    /// the arc for examples.
    pub registered_id: Option<&'a [u8]>,
    /// EUM: the organisation and the EID prefix of the cards that it may issue for.
    pub permitted: Option<Name>,
    /// TLS: the host that it is for.
    pub dns_name: Option<&'a str>,
    /// When it is valid.
    pub period: Period,
}

impl Request<'_> {
    /// The certificate, DER.
    pub(super) fn issue(self, issuer: &Issuer<'_>) -> Result<Vec<u8>, PkiError> {
        let certificate = self.role.name();
        self.build(issuer).map_err(|error| PkiError::Issue {
            certificate,
            reason: error.to_string(),
        })
    }

    fn build(self, issuer: &Issuer<'_>) -> builder::Result<Vec<u8>> {
        let validity = Validity::new(
            Time::from_str(self.period.not_before)?,
            Time::from_str(self.period.not_after)?,
        );
        let public_key = SubjectPublicKeyInfo::from_key(self.key)?;
        let profile = Profile {
            subject: self.subject.clone(),
            issuer: issuer.name.clone(),
            extensions: self.extensions(&public_key, issuer)?,
        };
        let builder =
            CertificateBuilder::new(profile, SerialNumber::from(self.serial), validity, public_key)?;
        let certificate = builder.build::<_, DerSignature>(issuer.key)?;
        Ok(certificate.to_der()?)
    }

    fn extensions(
        &self,
        public_key: &SubjectPublicKeyInfo,
        issuer: &Issuer<'_>,
    ) -> builder::Result<Extensions> {
        let key_id = SubjectKeyIdentifier::try_from(public_key.owned_to_ref())?;
        let mut extensions = vec![extension(&key_id, false)?];
        if self.role != Role::Ci {
            let authority = AuthorityKeyIdentifier {
                key_identifier: Some(OctetString::new(issuer.key_id.as_slice())?),
                ..AuthorityKeyIdentifier::default()
            };
            extensions.push(extension(&authority, false)?);
        }
        let policy = PolicyInformation {
            policy_identifier: self.role.policy(),
            policy_qualifiers: None,
        };
        extensions.push(extension(
            &CertificatePolicies(vec![policy]),
            !self.role.is_tls(),
        )?);
        extensions.push(extension(&self.role.key_usage(), true)?);
        if self.role.is_tls() {
            let usage = ExtendedKeyUsage(vec![ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH]);
            extensions.push(extension(&usage, true)?);
        }
        if self.role.is_authority() {
            let constraints = BasicConstraints {
                ca: true,
                path_len_constraint: (self.role == Role::Eum).then_some(0),
            };
            extensions.push(extension(&constraints, true)?);
        }
        if self.registered_id.is_some() || self.dns_name.is_some() {
            let mut names = Writer::new();
            names.constructed(Tag(0x30), |w| {
                if let Some(name) = self.dns_name {
                    w.text(Tag(0x82), name);
                }
                if let Some(id) = self.registered_id {
                    w.primitive(Tag(0x88), id);
                }
            });
            extensions.push(Extension {
                extn_id: SubjectAltName::OID,
                critical: false,
                extn_value: OctetString::new(names.into_bytes())?,
            });
        }
        if let Some(permitted) = &self.permitted {
            let subtree = GeneralSubtree {
                base: GeneralName::DirectoryName(permitted.clone()),
                minimum: 0,
                maximum: None,
            };
            let constraints = NameConstraints {
                permitted_subtrees: Some(vec![subtree]),
                excluded_subtrees: None,
            };
            extensions.push(extension(&constraints, true)?);
        }
        Ok(extensions)
    }
}

fn extension<T: AssociatedOid + Encode>(value: &T, critical: bool) -> der::Result<Extension> {
    Ok(Extension {
        extn_id: T::OID,
        critical,
        extn_value: OctetString::new(value.to_der()?)?,
    })
}

/// Hands the builder what was decided above.
struct Profile {
    subject: Name,
    issuer: Name,
    extensions: Extensions,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _spk: SubjectPublicKeyInfoRef<'_>,
        _issuer_spk: SubjectPublicKeyInfoRef<'_>,
        _tbs: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        Ok(self.extensions.clone())
    }
}

/// A part of a distinguished name.
pub(super) enum Part<'a> {
    Country(&'a str),
    Organisation(&'a str),
    SerialNumber(&'a str),
    CommonName(&'a str),
}

/// A distinguished name of these parts, in this order.
pub(super) fn name(parts: &[Part<'_>]) -> Result<Name, der::Error> {
    let mut sequence = RdnSequence::default();
    for part in parts {
        let (oid, tag, text) = match part {
            Part::Country(text) => (C, der::Tag::PrintableString, text),
            Part::Organisation(text) => (O, der::Tag::Utf8String, text),
            Part::SerialNumber(text) => (SERIAL_NUMBER, der::Tag::PrintableString, text),
            Part::CommonName(text) => (CN, der::Tag::Utf8String, text),
        };
        let attribute = AttributeTypeAndValue {
            oid,
            value: Any::new(tag, text.as_bytes())?,
        };
        sequence.push(RelativeDistinguishedName::try_from(vec![attribute])?);
    }
    Name::from_der(&sequence.to_der()?)
}
