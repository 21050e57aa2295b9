//! The curves of the field, and keys on them.

use std::fmt;
use std::sync::Arc;

use bp256::BrainpoolP256r1;
use ecdsa::VerifyingKey;
use ecdsa::signature::Verifier;
use p256::pkcs8::DecodePublicKey;

use super::frequent_key::FrequentKey;

/// Curve of a key (SGP.22 §2.6.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Curve {
    /// NIST P-256.
    P256,
    /// brainpoolP256r1.
    BrainpoolP256r1,
}

impl fmt::Display for Curve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::P256 => "P-256",
            Self::BrainpoolP256r1 => "brainpoolP256r1",
        })
    }
}

/// A key that verifies signatures.
#[derive(Clone, Debug)]
pub(super) enum PublicKey {
    P256(Arc<FrequentKey>),
    BrainpoolP256r1(VerifyingKey<BrainpoolP256r1>),
}

impl PublicKey {
    /// The key of a SubjectPublicKeyInfo, if it is on one of the curves.
    pub(super) fn from_spki(der: &[u8]) -> Option<Self> {
        if let Ok(key) = p256::PublicKey::from_public_key_der(der) {
            return Some(Self::P256(Arc::new(FrequentKey::new(key.into()))));
        }
        let key = VerifyingKey::<BrainpoolP256r1>::from_public_key_der(der).ok()?;
        Some(Self::BrainpoolP256r1(key))
    }

    /// Of which curve it is.
    pub(super) const fn curve(&self) -> Curve {
        match self {
            Self::P256(_) => Curve::P256,
            Self::BrainpoolP256r1(_) => Curve::BrainpoolP256r1,
        }
    }

    /// Whether this is the public half of a signing key.
    pub(super) fn belongs_to(&self, key: &p256::ecdsa::SigningKey) -> bool {
        matches!(self, Self::P256(public) if public.key() == key.verifying_key())
    }

    /// Whether `signature` (`r` and `s`, 64 bytes) over SHA-256 of `message` holds.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verifies(message, &signature)),
            Self::BrainpoolP256r1(key) => bp256::r1::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
        }
    }

    /// The same for a key that will not be met often, as that of an eUICC.
    pub(super) fn verifies_seldom(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verifies_seldom(message, &signature)),
            Self::BrainpoolP256r1(_) => self.verifies(message, signature),
        }
    }

    /// The same for a signature in the DER form of certificates.
    pub(super) fn verifies_der(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verifies(message, &signature)),
            Self::BrainpoolP256r1(key) => bp256::r1::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
        }
    }
}
