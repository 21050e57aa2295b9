//! What was signed, as it was received: a signature is verified over these bytes and never over new ones.

use crate::hex::Hex;
use crate::message::{Decode, Encode};
use crate::notification::{SEQUENCE, SIGNATURE};
use crate::tlv::{DecodeError, Sequence, Tlv, Writer};

/// A decoded structure beside its bytes and the signature that follows it in a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed<T> {
    /// What the bytes say.
    pub value: T,
    /// The complete element, as received. What is signed are these bytes, for some signatures with more behind.
    pub raw: Vec<u8>,
    /// `5F37`, value: `r` and `s`, 32 bytes each for the 256-bit curves.
    pub signature: Vec<u8>,
}

impl<T: Encode> Signed<T> {
    /// Writes the structure and asks `sign` for the signature of its bytes.
    pub fn new(value: T, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> Self {
        let raw = value.to_der();
        let signature = sign(&raw);
        Self {
            value,
            raw,
            signature,
        }
    }
}

impl<T> Signed<T> {
    /// The signature as the element `5F37`, which the other side's signature covers too.
    pub fn signature_element(&self) -> Vec<u8> {
        signature_element(&self.signature)
    }

    /// The structure and its signature, one after the other.
    pub(crate) fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.raw).primitive(SIGNATURE, &self.signature);
    }
}

impl<T: Decode> Signed<T> {
    /// The next two of `sequence`: `30` and `5F37`.
    pub(crate) fn next(sequence: &mut Sequence<'_>) -> Result<Self, DecodeError> {
        Self::read(sequence.next(SEQUENCE)?, sequence.next(SIGNATURE)?)
    }

    /// From the elements as they stand apart in the JSON messages.
    ///
    /// # Errors
    /// The structure is malformed, or `signature` no `5F37`.
    pub fn read(structure: Tlv<'_>, signature: Tlv<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            value: T::decode(structure)?,
            raw: structure.raw().to_vec(),
            signature: signature.expect(SIGNATURE)?.value().to_vec(),
        })
    }
}

/// `signature` as the element `5F37`.
pub fn signature_element(signature: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.primitive(SIGNATURE, signature);
    writer.into_bytes()
}

impl<T: std::fmt::Debug> std::fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed")
            .field("value", &self.value)
            .field("signature", &Hex(&self.signature))
            .finish_non_exhaustive()
    }
}

// No signature is right: codecs don't check them.
#[cfg(any(test, feature = "strategies"))]
impl<T: Encode + proptest::arbitrary::Arbitrary + 'static> proptest::arbitrary::Arbitrary for Signed<T> {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::prelude::*;
        (any::<T>(), crate::arbitrary::blob(0..=64))
            .prop_map(|(value, signature)| Self::new(value, |_| signature))
            .boxed()
    }
}
