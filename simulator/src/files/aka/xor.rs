//! The test algorithm (3GPP TS 34.108 §8.1.2): everything comes from K ⊕ RAND.

use super::vector::{Vector, piece, xored};

/// f2 to f5; f5* is f5.
pub(super) fn vector(key: &[u8; 16], res_bytes: u8, rand: &[u8; 16]) -> Vector {
    let mixed = xored(*key, *rand);
    let rotated = |bytes: usize| {
        let mut block = mixed;
        block.rotate_left(bytes);
        block
    };
    let ak = piece(&rotated(3), 0);
    Vector {
        res: mixed.into_iter().take(usize::from(res_bytes)).collect(),
        ck: rotated(1),
        ik: rotated(2),
        ak,
        ak_star: ak,
    }
}

/// f1, which f1* is, too.
pub(super) fn mac(key: &[u8; 16], rand: &[u8; 16], sqn: [u8; 6], amf: [u8; 2]) -> [u8; 8] {
    let counters: Vec<u8> = sqn.into_iter().chain(amf).collect();
    xored(piece(&xored(*key, *rand), 0), piece(&counters, 0))
}

#[cfg(test)]
mod tests {
    use signoff_protocol::hex;

    use super::*;

    /// K of TS 34.108 §8.2; the results are its §8.1.2 done by hand.
    #[test]
    fn by_hand() {
        let key = hex::decode("000102030405060708090A0B0C0D0E0F")
            .unwrap()
            .try_into()
            .unwrap();
        let rand = [0x10; 16];
        let vector = vector(&key, 16, &rand);
        assert_eq!(hex::encode(&vector.res), "101112131415161718191A1B1C1D1E1F");
        assert_eq!(hex::encode(&vector.ck), "1112131415161718191A1B1C1D1E1F10");
        assert_eq!(hex::encode(&vector.ik), "12131415161718191A1B1C1D1E1F1011");
        assert_eq!(hex::encode(&vector.ak), "131415161718");
        let mac = mac(&key, &rand, [0, 0, 0, 0, 0, 0x20], [0x80, 0]);
        assert_eq!(hex::encode(&mac), "1011121314359617");
    }
}
