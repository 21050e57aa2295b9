//! Septets packed into bytes (3GPP TS 23.038 §6.1.2.1): the first septet stands in the low bits of the first byte.

/// Packs septets behind `fill` bits of zero, which bring them to a septet border behind a header (TS 23.040 §9.2.3.24).
pub fn pack(septets: &[u8], fill: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(septets.len());
    let (mut held, mut bits) = (0u16, fill & 0x07);
    for septet in septets {
        held |= u16::from(septet & 0x7F) << bits;
        bits += 7;
        if bits >= 8 {
            let [_, low] = held.to_be_bytes();
            bytes.push(low);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        let [_, low] = held.to_be_bytes();
        bytes.push(low);
    }
    bytes
}

/// `count` septets that stand behind `fill` bits; fewer if the bytes end before.
pub fn unpack(bytes: &[u8], fill: u8, count: usize) -> Vec<u8> {
    let fill = usize::from(fill & 0x07);
    (0..count)
        .map_while(|place| {
            let bit = fill + place * 7;
            let low = u16::from(*bytes.get(bit / 8)?);
            let high = bytes.get(bit / 8 + 1).copied();
            let within = bit % 8;
            if within > 1 && high.is_none() {
                return None;
            }
            let [_, septet] = ((low | u16::from(high.unwrap_or(0)) << 8) >> within).to_be_bytes();
            Some(septet & 0x7F)
        })
        .collect()
}

/// Bits between a header of this many bytes and the next septet border.
pub fn fill_bits(header: usize) -> u8 {
    u8::try_from((7 - header * 8 % 7) % 7).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// "hellohello" and its bytes stand in many descriptions of the default alphabet.
    #[test]
    fn hellohello() {
        let packed = pack(b"hellohello", 0);
        assert_eq!(hex::encode(&packed), "E8329BFD4697D9EC37");
        assert_eq!(unpack(&packed, 0, 10), b"hellohello");
        assert_eq!(unpack(&packed, 0, 11), b"hellohello");
    }

    /// A concatenation header takes six or seven bytes (TS 23.040 §9.2.3.24.1, §9.2.3.24.8).
    #[test]
    fn fill_bits_reach_the_next_border() {
        for (header, want) in [(0, 0), (6, 1), (7, 0), (3, 4), (1, 6)] {
            assert_eq!(fill_bits(header), want, "{header}");
        }
        // One bit of fill, then `A` (41): 1000001 0.
        assert_eq!(pack(b"A", 1), [0x82]);
        assert_eq!(unpack(&[0x82], 1, 1), b"A");
    }
}
