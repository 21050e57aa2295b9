//! Answer to reset (ISO/IEC 7816-3 §8, ETSI TS 102 221 §6.3).

use std::fmt;

use crate::hex;

/// What a card says after a reset, as it came. A view of its own: transports may hand out none at all.
#[derive(Clone, PartialEq, Eq)]
pub struct Atr(Vec<u8>);

impl Atr {
    /// The bytes from TS to TCK.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether the card says that it is an eUICC: b2 of the first TB behind T=15 (TS 102 221 §6.3.3).
    /// `false` also when the bytes end early.
    pub fn is_euicc(&self) -> bool {
        self.first_tb_of_t15().is_some_and(|tb| tb & 0x02 != 0)
    }

    /// Walks from interface group to interface group until T=15 has been named.
    fn first_tb_of_t15(&self) -> Option<u8> {
        let mut bytes = self.0.iter().skip(1);
        let mut indicator = *bytes.next()?;
        let mut global = false;
        loop {
            let _ta = (indicator & 0x10 != 0).then(|| bytes.next());
            let tb = (indicator & 0x20 != 0).then(|| bytes.next().copied());
            let _tc = (indicator & 0x40 != 0).then(|| bytes.next());
            if global {
                return tb.flatten();
            }
            if indicator & 0x80 == 0 {
                return None;
            }
            indicator = *bytes.next()?;
            global = indicator & 0x0F == 0x0F;
        }
    }
}

impl fmt::Display for Atr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Atr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Atr({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_euicc_bit_stands_behind_t_15() {
        for (text, euicc) in [
            // A USIM without T=15 group; the same with TA and TB behind T=15; cut ones.
            ("3B9F96801FC78031A073BE21136743200718000001A5", false),
            ("3B9F96803FC7828031E073FE211F6357000000000000", true),
            ("3B9F96803FC7808031E073FE211F6357000000000000", false),
            ("3B9F96803FC7", false),
            ("3B", false),
            ("", false),
        ] {
            assert_eq!(Atr::new(hex::decode(text).unwrap()).is_euicc(), euicc, "{text}");
        }
    }
}
