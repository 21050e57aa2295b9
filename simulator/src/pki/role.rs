//! The kinds of certificate of remote SIM provisioning, and what SGP.22 §4.5.2.1 asks of each.

use std::fmt;

use x509_cert::ext::pkix::{KeyUsage, KeyUsages};
use x509_cert::spki::ObjectIdentifier;

/// Who a certificate speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Certificate issuer, the root.
    Ci,
    /// Manufacturer of the eUICC.
    Eum,
    /// The card.
    Euicc,
    /// SM-DP+, TLS.
    DpTls,
    /// SM-DP+, authentication.
    DpAuth,
    /// SM-DP+, binding of profile packages.
    DpPb,
    /// SM-DS, TLS.
    DsTls,
    /// SM-DS, authentication.
    DsAuth,
}

impl Role {
    /// As SGP.22 writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ci => "CI",
            Self::Eum => "EUM",
            Self::Euicc => "eUICC",
            Self::DpTls => "DPtls",
            Self::DpAuth => "DPauth",
            Self::DpPb => "DPpb",
            Self::DsTls => "DStls",
            Self::DsAuth => "DSauth",
        }
    }

    /// The policy of this role in SGP.22 v2 (`id-rspRole-*`).
    pub(super) const fn policy(self) -> ObjectIdentifier {
        ObjectIdentifier::new_unwrap(match self {
            Self::Ci => "2.23.146.1.2.1.0",
            Self::Euicc => "2.23.146.1.2.1.1",
            Self::Eum => "2.23.146.1.2.1.2",
            Self::DpTls => "2.23.146.1.2.1.3",
            Self::DpAuth => "2.23.146.1.2.1.4",
            Self::DpPb => "2.23.146.1.2.1.5",
            Self::DsTls => "2.23.146.1.2.1.6",
            Self::DsAuth => "2.23.146.1.2.1.7",
        })
    }

    /// The policies by which the role is recognised: that of v2, and that of v3 chains.
    pub(super) const fn from_policy(policy: &str) -> Option<Self> {
        match policy.as_bytes() {
            b"2.23.146.1.2.1.0" => Some(Self::Ci),
            b"2.23.146.1.2.1.1" | b"2.23.146.1.2.1.0.0.0.0.0" => Some(Self::Euicc),
            b"2.23.146.1.2.1.2" | b"2.23.146.1.2.1.0.0.0" => Some(Self::Eum),
            b"2.23.146.1.2.1.3" | b"2.23.146.1.2.1.0.0.1.0" => Some(Self::DpTls),
            b"2.23.146.1.2.1.4" | b"2.23.146.1.2.1.0.0.1.1" => Some(Self::DpAuth),
            b"2.23.146.1.2.1.5" | b"2.23.146.1.2.1.0.0.1.2" => Some(Self::DpPb),
            b"2.23.146.1.2.1.6" | b"2.23.146.1.2.1.0.0.2.0" => Some(Self::DsTls),
            b"2.23.146.1.2.1.7" | b"2.23.146.1.2.1.0.0.2.1" => Some(Self::DsAuth),
            _ => None,
        }
    }

    /// What its key may do.
    pub(super) fn key_usage(self) -> KeyUsage {
        KeyUsage(match self {
            Self::Ci => KeyUsages::KeyCertSign | KeyUsages::CRLSign,
            Self::Eum => KeyUsages::KeyCertSign.into(),
            _ => KeyUsages::DigitalSignature.into(),
        })
    }

    /// Whether its key signs certificates.
    pub(super) const fn is_authority(self) -> bool {
        matches!(self, Self::Ci | Self::Eum)
    }

    /// Whether it is for TLS: an extended key usage, and policies that no TLS stack has to understand.
    pub(super) const fn is_tls(self) -> bool {
        matches!(self, Self::DpTls | Self::DsTls)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
