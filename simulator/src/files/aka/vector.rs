//! What the functions of an algorithm give for one challenge.

use super::{AkaAlgorithm, milenage, tuak, xor};

/// Results of f2 to f5 and f5* (3GPP TS 33.102 §6.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vector {
    pub(super) res: Vec<u8>,
    pub(super) ck: [u8; 16],
    pub(super) ik: [u8; 16],
    /// Hides the sequence number of the network.
    pub(super) ak: [u8; 6],
    /// Hides the sequence number of the card.
    pub(super) ak_star: [u8; 6],
}

impl AkaAlgorithm {
    pub(super) fn vector(&self, rand: &[u8; 16]) -> Vector {
        match self {
            Self::Milenage(parameters) => milenage::vector(parameters, rand),
            Self::Tuak(parameters) => tuak::vector(parameters, rand),
            Self::TestXor { key, res_bytes } => xor::vector(key, *res_bytes, rand),
        }
    }

    /// f1: the MAC of the network.
    pub(super) fn mac_a(&self, rand: &[u8; 16], sqn: [u8; 6], amf: [u8; 2]) -> [u8; 8] {
        match self {
            Self::Milenage(parameters) => milenage::macs(parameters, rand, sqn, amf).0,
            Self::Tuak(parameters) => tuak::mac(parameters, tuak::F1, rand, sqn, amf),
            Self::TestXor { key, .. } => xor::mac(key, rand, sqn, amf),
        }
    }

    /// f1*: the MAC of the card when it asks for resynchronisation, with an AMF of zeros (§6.3.3).
    pub(super) fn mac_s(&self, rand: &[u8; 16], sqn: [u8; 6]) -> [u8; 8] {
        let amf = [0; 2];
        match self {
            Self::Milenage(parameters) => milenage::macs(parameters, rand, sqn, amf).1,
            Self::Tuak(parameters) => tuak::mac(parameters, tuak::F1_STAR, rand, sqn, amf),
            Self::TestXor { key, .. } => xor::mac(key, rand, sqn, amf),
        }
    }
}

/// Bytes that differ.
pub(super) fn xored<const N: usize>(a: [u8; N], b: [u8; N]) -> [u8; N] {
    let mut both = a;
    for (byte, other) in both.iter_mut().zip(b) {
        *byte ^= other;
    }
    both
}

/// `N` bytes from a place; zeros where there are none.
pub(super) fn piece<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    let mut piece = [0; N];
    for (byte, other) in piece.iter_mut().zip(bytes.iter().skip(from)) {
        *byte = *other;
    }
    piece
}
