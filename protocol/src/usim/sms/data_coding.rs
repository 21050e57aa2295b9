//! TP-DCS: how the text of a message is coded (3GPP TS 23.038 §4).

/// A data coding scheme, as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataCoding(pub u8);

/// The alphabet that a scheme names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SmsAlphabet {
    /// GSM 7 bit default alphabet, packed.
    Default,
    /// Bytes that only the application knows.
    Data,
    /// UCS2, big-endian.
    Ucs2,
}

impl DataCoding {
    /// No class, default alphabet.
    pub const DEFAULT: Self = Self(0x00);
    /// No class, UCS2.
    pub const UCS2: Self = Self(0x08);

    /// The alphabet; that of reserved schemes is the default one (§4).
    pub const fn alphabet(self) -> SmsAlphabet {
        match self.0 {
            // General, with or without automatic deletion.
            0x00..=0x7F => match self.0 >> 2 & 0x03 {
                1 => SmsAlphabet::Data,
                2 => SmsAlphabet::Ucs2,
                _ => SmsAlphabet::Default,
            },
            // Message waiting, stored, in UCS2.
            0xE0..=0xEF => SmsAlphabet::Ucs2,
            // Class.
            0xF0..=0xFF if self.0 & 0x04 != 0 => SmsAlphabet::Data,
            _ => SmsAlphabet::Default,
        }
    }

    /// Whether the text is compressed (TS 23.042), which nobody does.
    pub const fn is_compressed(self) -> bool {
        self.0 & 0x80 == 0 && self.0 & 0x20 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        use SmsAlphabet::{Data, Default, Ucs2};
        for (scheme, want) in [
            (0x00, Default),
            (0x04, Data),
            (0x08, Ucs2),
            (0x0C, Default),
            (0x10, Default),
            (0x18, Ucs2),
            (0x48, Ucs2),
            (0x80, Default),
            (0xC8, Default),
            (0xD0, Default),
            (0xE0, Ucs2),
            (0xF0, Default),
            (0xF5, Data),
            (0xF6, Data),
        ] {
            assert_eq!(DataCoding(scheme).alphabet(), want, "{scheme:02X}");
        }
        assert!(DataCoding(0x20).is_compressed());
        assert!(!DataCoding(0xF5).is_compressed());
    }
}
