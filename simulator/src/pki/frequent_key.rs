//! A P-256 key whose signatures are verified again and again, as those of a CI, an EUM and a server are.

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use ecdsa::VerifyingKey;
use ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::Signature;
use p256::elliptic_curve::Group;
use p256::elliptic_curve::ops::{Invert, MulByGeneratorVartime, Reduce};
use p256::elliptic_curve::point::AffineCoordinates;
use p256::{FieldBytes, NistP256, ProjectivePoint, Scalar};
use primeorder::{LookupTable, Radix16Decomposition, Radix16Digits};
use sha2::{Digest, Sha256};

/// Verifications after which a key gets a table of its multiples. The table costs about as much as it saves in three of
/// them, and 25 KiB.
const OFTEN: u32 = 8;
/// Bytes of a scalar.
const BYTES: usize = 32;

/// The key, and its multiples once they are worth their price.
pub(super) struct FrequentKey {
    key: VerifyingKey<NistP256>,
    uses: AtomicU32,
    multiples: OnceLock<Multiples>,
}

impl FrequentKey {
    pub(super) const fn new(key: VerifyingKey<NistP256>) -> Self {
        Self {
            key,
            uses: AtomicU32::new(0),
            multiples: OnceLock::new(),
        }
    }

    pub(super) const fn key(&self) -> &VerifyingKey<NistP256> {
        &self.key
    }

    /// Whether `signature` over SHA-256 of `message` holds. Both ways come to the same result.
    pub(super) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let digest = Sha256::digest(message).into();
        if let Some(multiples) = self.multiples.get() {
            return multiples.verify(&digest, signature);
        }
        if self.uses.fetch_add(1, Ordering::Relaxed) >= OFTEN {
            let multiples = self.multiples.get_or_init(|| Multiples::of(&self.key));
            return multiples.verify(&digest, signature);
        }
        self.verifies_digest(&digest, signature)
    }

    /// The same, for a key that will not be met often: there is never a table.
    pub(super) fn verifies_seldom(&self, message: &[u8], signature: &Signature) -> bool {
        self.verifies_digest(&Sha256::digest(message).into(), signature)
    }

    fn verifies_digest(&self, digest: &[u8; BYTES], signature: &Signature) -> bool {
        self.key.verify_prehash(digest, signature).is_ok()
    }
}

impl fmt::Debug for FrequentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FrequentKey").field(&self.key).finish()
    }
}

/// 1 to 8 times the key's point, times 256 to the power of each place. All of it is public: nothing here has to take
/// the same time always.
struct Multiples {
    by_place: Vec<LookupTable<ProjectivePoint>>,
    /// Where the signed digits of a scalar carry beyond its last byte.
    beyond: LookupTable<ProjectivePoint>,
}

impl Multiples {
    fn of(key: &VerifyingKey<NistP256>) -> Self {
        let mut point = ProjectivePoint::from(*key.as_affine());
        let by_place = (0..BYTES).map(|_| {
            let table = LookupTable::new(point);
            for _ in 0..u8::BITS {
                point = point.double();
            }
            table
        });
        Self {
            by_place: by_place.collect(),
            beyond: LookupTable::new(point),
        }
    }

    /// ECDSA (FIPS 186-5 §6.4.2), which `ecdsa` offers without a way to bring multiples along.
    fn verify(&self, digest: &[u8; BYTES], signature: &Signature) -> bool {
        // Both are neither 0 nor too large: there is no other `Signature`.
        let (r, s) = signature.split_scalars();
        let inverse = *s.invert_vartime();
        let of_generator = reduce(&(*digest).into()) * inverse;
        let of_key = *r * inverse;
        let sum = ProjectivePoint::mul_by_generator_vartime(&of_generator) + self.times(&of_key);
        // The point at infinity has 0 here, which no `r` is.
        reduce(&sum.to_affine().x()) == *r
    }

    /// The key's point times `scalar`, in signed digits of four bits, two to a place.
    fn times(&self, scalar: &Scalar) -> ProjectivePoint {
        let digits = Radix16Decomposition::<Radix16Digits<NistP256>>::new(scalar);
        let mut low = self.beyond.select_vartime(digits[2 * BYTES]);
        let mut high = ProjectivePoint::IDENTITY;
        for (place, table) in self.by_place.iter().enumerate() {
            low += &table.select_vartime(digits[2 * place]);
            high += &table.select_vartime(digits[2 * place + 1]);
        }
        for _ in 0..4 {
            high = high.double();
        }
        low + high
    }
}

/// The number in these bytes, modulo the order of the group.
fn reduce(bytes: &FieldBytes) -> Scalar {
    Scalar::reduce(bytes)
}

#[cfg(test)]
mod tests {
    use ecdsa::signature::Signer;
    use p256::ecdsa::SigningKey;
    use proptest::prelude::*;

    use super::*;

    fn multiples(key: &SigningKey) -> Multiples {
        Multiples::of(key.verifying_key())
    }

    #[test]
    fn a_key_gets_its_table_when_it_was_met_often() {
        let signer = SigningKey::from_slice(&[7; 32]).unwrap();
        let signature: Signature = signer.sign(b"message");
        let key = FrequentKey::new(*signer.verifying_key());
        for use_number in 0..2 * OFTEN {
            assert_eq!(key.multiples.get().is_some(), use_number > OFTEN, "{use_number}");
            assert!(key.verifies(b"message", &signature));
        }
        assert!(!key.verifies(b"massage", &signature));
        let seldom = FrequentKey::new(*signer.verifying_key());
        for _ in 0..2 * OFTEN {
            assert!(seldom.verifies_seldom(b"message", &signature));
            assert!(!seldom.verifies_seldom(b"massage", &signature));
        }
        assert!(seldom.multiples.get().is_none());
    }

    #[test]
    fn any_bit_that_is_changed_is_seen() {
        let signer = SigningKey::from_slice(&[7; 32]).unwrap();
        let multiples = multiples(&signer);
        let digest: [u8; 32] = Sha256::digest(b"message").into();
        let signature: Signature = signer.sign(b"message");
        assert!(multiples.verify(&digest, &signature));
        let bytes: [u8; 64] = signature.to_bytes().into();
        for bit in 0..512 {
            let mut changed = bytes;
            changed[bit / 8] ^= 0x80 >> (bit % 8);
            if let Ok(changed) = Signature::from_slice(&changed) {
                assert!(!multiples.verify(&digest, &changed), "bit {bit} of the signature");
            }
        }
        for bit in 0..256 {
            let mut changed = digest;
            changed[bit / 8] ^= 0x80 >> (bit % 8);
            assert!(!multiples.verify(&changed, &signature), "bit {bit} of the digest");
        }
    }

    #[test]
    fn scalars_at_the_edges() {
        let signer = SigningKey::from_slice(&[7; 32]).unwrap();
        let multiples = multiples(&signer);
        let point = ProjectivePoint::from(*signer.verifying_key().as_affine());
        for scalar in [Scalar::ZERO, Scalar::ONE, -Scalar::ONE, Scalar::from(0x88_u64)] {
            assert_eq!(multiples.times(&scalar), point * scalar, "{scalar:?}");
        }
        for byte in [0x00, 0x07, 0x08, 0x77, 0x78, 0x87, 0x88, 0xFF] {
            let scalar = reduce(&[byte; 32].into());
            assert_eq!(multiples.times(&scalar), point * scalar, "{byte:02X}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn it_agrees_with_the_library(key in 1_u8..255, digest: [u8; 32], other: [u8; 32], r: [u8; 32]) {
            let signer = SigningKey::from_slice(&[key; 32]).unwrap();
            let multiples = multiples(&signer);
            let library = |digest: &[u8; 32], signature: &Signature| {
                signer.verifying_key().verify_prehash(digest, signature).is_ok()
            };
            let (signature, _) = signer.sign_prehash_recoverable(&digest);
            prop_assert!(library(&digest, &signature) && multiples.verify(&digest, &signature));
            prop_assert_eq!(library(&other, &signature), multiples.verify(&other, &signature));
            if let Ok(made_up) = Signature::from_scalars(r, other) {
                prop_assert_eq!(library(&digest, &made_up), multiples.verify(&digest, &made_up));
            }
            // (r, n - s) holds as well, here as there: nobody asks for the lower one.
            let (r, s) = signature.split_scalars();
            let mirrored = Signature::from_scalars(r.to_bytes(), (-*s).to_bytes()).unwrap();
            prop_assert!(library(&digest, &mirrored) && multiples.verify(&digest, &mirrored));
        }
    }
}
