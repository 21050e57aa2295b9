//! One-time keys and the secret that two of them agree on: ECKA-EG (SGP.22 §2.6.4.1, BSI TR-03111 §4.3).

use p256::elliptic_curve::point::AffineCoordinates;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::elliptic_curve::{CurveArithmetic, CurveGroup, FieldBytes, PublicKey, SecretKey};
use sha2::{Digest, Sha256};

use super::Curve;

/// Candidates for a scalar that are tried; on brainpoolP256r1 one of three is too large.
const CANDIDATES: u16 = 256;
/// An uncompressed point: `04`, X, Y.
const POINT_BYTES: usize = 65;

/// Why two keys agree on nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyAgreementError {
    /// The other side's key is no uncompressed point of the curve.
    #[error("the one-time public key is no uncompressed point of {0}")]
    NoPoint(Curve),
    /// No candidate is a scalar of the curve.
    #[error("no one-time key of {0} can be made of these random bytes; draw others")]
    NoKey(Curve),
}

/// otSK and otPK of one side: for one session, then never again.
#[derive(Clone)]
pub struct OneTimeKey {
    secret: Secret,
    public: [u8; POINT_BYTES],
}

#[derive(Clone)]
enum Secret {
    P256(p256::SecretKey),
    BrainpoolP256r1(bp256::r1::SecretKey),
}

impl OneTimeKey {
    /// The key of these random bytes: the bytes themselves where they are a scalar of the curve, otherwise the
    /// first of their repeated hashes that is one.
    ///
    /// # Errors
    /// None of them is, which random bytes never see.
    pub fn generate(curve: Curve, random: [u8; 32]) -> Result<Self, KeyAgreementError> {
        let candidates = std::iter::successors(Some(random), |last| Some(Sha256::digest(last).into()))
            .take(CANDIDATES.into());
        candidates
            .into_iter()
            .find_map(|candidate| Self::from_secret(curve, &candidate))
            .ok_or(KeyAgreementError::NoKey(curve))
    }

    fn from_secret(curve: Curve, secret: &[u8; 32]) -> Option<Self> {
        let (secret, point) = match curve {
            Curve::P256 => {
                let secret = p256::SecretKey::from_slice(secret).ok()?;
                let point = secret.public_key().to_sec1_point(false).to_bytes();
                (Secret::P256(secret), point)
            }
            Curve::BrainpoolP256r1 => {
                let secret = bp256::r1::SecretKey::from_slice(secret).ok()?;
                let point = secret.public_key().to_sec1_point(false).to_bytes();
                (Secret::BrainpoolP256r1(secret), point)
            }
        };
        let public = <[u8; POINT_BYTES]>::try_from(&*point).ok()?;
        Some(Self { secret, public })
    }

    /// Of which curve it is.
    pub const fn curve(&self) -> Curve {
        match self.secret {
            Secret::P256(_) => Curve::P256,
            Secret::BrainpoolP256r1(_) => Curve::BrainpoolP256r1,
        }
    }

    /// The public key, an uncompressed point: `04`, X, Y.
    pub const fn public(&self) -> [u8; POINT_BYTES] {
        self.public
    }

    /// The secret key, which [`OneTimeKey::generate`] takes again.
    pub(super) fn secret(&self) -> [u8; 32] {
        match &self.secret {
            Secret::P256(secret) => secret.to_bytes().into(),
            Secret::BrainpoolP256r1(secret) => secret.to_bytes().into(),
        }
    }

    /// The shared secret, the X coordinate.
    ///
    /// # Errors
    /// The other side's public key is no uncompressed point of this curve.
    pub fn agree(&self, their_public: &[u8]) -> Result<[u8; 32], KeyAgreementError> {
        let no_point = KeyAgreementError::NoPoint(self.curve());
        if their_public.len() != POINT_BYTES {
            return Err(no_point);
        }
        match &self.secret {
            Secret::P256(secret) => {
                let point = PublicKey::from_sec1_bytes(their_public).map_err(|_| no_point)?;
                Ok(shared_x(secret, &point).into())
            }
            Secret::BrainpoolP256r1(secret) => {
                let point = PublicKey::from_sec1_bytes(their_public).map_err(|_| no_point)?;
                Ok(shared_x(secret, &point).into())
            }
        }
    }
}

/// X of the product. Both curves have the cofactor 1, so a point of the curve is never in a small subgroup.
fn shared_x<C: CurveArithmetic>(secret: &SecretKey<C>, point: &PublicKey<C>) -> FieldBytes<C> {
    (point.to_projective() * *secret.to_nonzero_scalar())
        .to_affine()
        .x()
}

impl std::fmt::Debug for OneTimeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneTimeKey")
            .field("curve", &self.curve())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::bsp::tests::{hex, vectors};
    use super::*;

    #[test]
    fn a_secret_that_others_agreed_on() {
        let vectors = vectors();
        let vector = vectors
            .iter()
            .find(|vector| vector["smdp_otsk"].is_string())
            .unwrap();
        let smdp = OneTimeKey::generate(Curve::P256, hex(&vector["smdp_otsk"]).try_into().unwrap()).unwrap();
        assert_eq!(smdp.public().as_slice(), hex(&vector["smdp_otpk"]));
        let secret = smdp.agree(&hex(&vector["euicc_otpk"])).unwrap();
        assert_eq!(secret.as_slice(), hex(&vector["shared_secret"]));
    }

    #[test]
    fn brainpool_as_rfc_7027_has_it() {
        // RFC 7027 annex A.1: dA, the public key of B, and the X coordinate of their agreement.
        let text = |text: &str| signoff_protocol::hex::decode(text).unwrap();
        let d_a = text("81DB1EE100150FF2EA338D708271BE38300CB54241D79950F77B063039804F1D");
        let x_a = text("44106E913F92BC02A1705D9953A8414DB95E1AAA49E81D9E85F929A8E3100BE5");
        let b = text(
            "048D2D688C6CF93E1160AD04CC4429117DC2C41825E1E9FCA0ADDD34E6F1B39F7B990C57520812BE512641E47034832106BC7D3E8D\
             D0E4C7F1136D7006547CEC6A",
        );
        let x_z = text("89AFC39D41D3B327814B80940B042590F96556EC91E6AE7939BCE31F3A18BF2B");
        let key = OneTimeKey::generate(Curve::BrainpoolP256r1, d_a.try_into().unwrap()).unwrap();
        assert_eq!(key.public()[1..33], x_a);
        assert_eq!(key.agree(&b).unwrap().as_slice(), x_z);
    }

    #[test]
    fn both_sides_agree_on_both_curves_whatever_the_random_bytes() {
        for curve in [Curve::P256, Curve::BrainpoolP256r1] {
            for byte in [0x00, 0x01, 0xA9, 0xAA, 0xFF] {
                let ours = OneTimeKey::generate(curve, [byte; 32]).unwrap();
                let theirs = OneTimeKey::generate(curve, [0x55; 32]).unwrap();
                assert_eq!(ours.agree(&theirs.public()), theirs.agree(&ours.public()));
                assert_eq!(ours.curve(), curve);
            }
        }
    }

    #[test]
    fn what_is_no_point_of_the_curve_is_refused() {
        let ours = OneTimeKey::generate(Curve::P256, [1; 32]).unwrap();
        let foreign = OneTimeKey::generate(Curve::BrainpoolP256r1, [1; 32]).unwrap();
        let refused = Err(KeyAgreementError::NoPoint(Curve::P256));
        assert_eq!(ours.agree(&foreign.public()), refused);
        assert_eq!(ours.agree(&[0x04; 64]), refused);
        assert_eq!(ours.agree(&[0x00]), refused, "the point at infinity");
        let mut compressed = ours.public()[..33].to_vec();
        compressed[0] = 0x02;
        assert_eq!(ours.agree(&compressed), refused);
    }
}
