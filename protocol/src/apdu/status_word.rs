//! Status words (ISO/IEC 7816-4 §5.6, ETSI TS 102 221 §10.2).

use std::fmt;

/// SW1 SW2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusWord(u16);

/// What kind of answer a status word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusClass {
    /// `9000`
    Ok,
    /// `91xx`: done, and a proactive command of this many bytes waits (0 means 256).
    Proactive(u8),
    /// `61xx`: this many bytes wait for GET RESPONSE (0 means 256 or more).
    MoreData(u8),
    /// `6Cxx`: send the command again with this Le.
    WrongLe(u8),
    /// `62xx`, `63xx`: done, with a warning.
    Warning,
    /// `64xx` to `6Fxx` (but `6Cxx`), and anything else.
    Error,
}

impl StatusWord {
    /// `9000`
    pub const OK: Self = Self(0x9000);
    /// `6200`: warning without information.
    pub const WARNING: Self = Self(0x6200);
    /// `6581`
    pub const MEMORY_PROBLEM: Self = Self(0x6581);
    /// `6700`
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// `6881`
    pub const CHANNEL_NOT_SUPPORTED: Self = Self(0x6881);
    /// `6882`
    pub const SECURE_MESSAGING_NOT_SUPPORTED: Self = Self(0x6882);
    /// `6884`
    pub const CHAINING_NOT_SUPPORTED: Self = Self(0x6884);
    /// `6981`
    pub const INCOMPATIBLE_FILE: Self = Self(0x6981);
    /// `6982`
    pub const SECURITY_STATUS: Self = Self(0x6982);
    /// `6985`
    pub const CONDITIONS_OF_USE: Self = Self(0x6985);
    /// `6986`
    pub const NO_EF_SELECTED: Self = Self(0x6986);
    /// `6A80`
    pub const WRONG_DATA: Self = Self(0x6A80);
    /// `6A81`
    pub const FUNCTION_NOT_SUPPORTED: Self = Self(0x6A81);
    /// `6A82`
    pub const NOT_FOUND: Self = Self(0x6A82);
    /// `6A83`
    pub const RECORD_NOT_FOUND: Self = Self(0x6A83);
    /// `6A84`
    pub const NO_MEMORY: Self = Self(0x6A84);
    /// `6A86`
    pub const WRONG_P1_P2: Self = Self(0x6A86);
    /// `6A88`
    pub const REFERENCE_NOT_FOUND: Self = Self(0x6A88);
    /// `6B00`
    pub const WRONG_OFFSET: Self = Self(0x6B00);
    /// `6D00`
    pub const INS_NOT_SUPPORTED: Self = Self(0x6D00);
    /// `6E00`
    pub const CLASS_NOT_SUPPORTED: Self = Self(0x6E00);
    /// `6F00`
    pub const NO_DIAGNOSIS: Self = Self(0x6F00);
    /// `9300`: toolkit is busy.
    pub const TOOLKIT_BUSY: Self = Self(0x9300);

    /// From the number `SW1 << 8 | SW2`.
    pub const fn new(word: u16) -> Self {
        Self(word)
    }

    /// From its two bytes.
    pub const fn from_bytes(sw1: u8, sw2: u8) -> Self {
        Self(u16::from_be_bytes([sw1, sw2]))
    }

    /// `61xx`: `waiting` bytes, 256 and more as `6100`.
    pub fn more_data(waiting: usize) -> Self {
        Self::from_bytes(0x61, u8::try_from(waiting).unwrap_or(0))
    }

    /// `6Cxx`.
    pub const fn wrong_le(right: u8) -> Self {
        Self::from_bytes(0x6C, right)
    }

    /// `91xx`: a proactive command of `length` bytes waits, 256 as `9100`.
    pub fn proactive(length: usize) -> Self {
        Self::from_bytes(0x91, u8::try_from(length).unwrap_or(0))
    }

    /// As a number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// SW1, SW2.
    pub const fn to_bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }

    /// What kind of answer this is.
    pub const fn class(self) -> StatusClass {
        let [sw1, sw2] = self.to_bytes();
        match sw1 {
            0x90 if sw2 == 0 => StatusClass::Ok,
            0x91 => StatusClass::Proactive(sw2),
            0x61 => StatusClass::MoreData(sw2),
            0x6C => StatusClass::WrongLe(sw2),
            0x62 | 0x63 => StatusClass::Warning,
            _ => StatusClass::Error,
        }
    }

    /// Whether the command was carried out normally (`9000`, `91xx`).
    pub const fn is_ok(self) -> bool {
        matches!(self.class(), StatusClass::Ok | StatusClass::Proactive(_))
    }

    /// The meaning in words, as ISO/IEC 7816-4 and ETSI TS 102 221 give it.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            0x9000 => "normal ending",
            0x6281 => "part of the returned data may be corrupted",
            0x6282 => "end of file reached before Le bytes",
            0x6283 => "selected file invalidated",
            0x6285 => "selected file in termination state",
            0x6310 => "more data available",
            0x6581 => "memory problem",
            0x6700 => "wrong length",
            0x6881 => "logical channel not supported",
            0x6882 => "secure messaging not supported",
            0x6884 => "command chaining not supported",
            0x6981 => "command incompatible with file structure",
            0x6982 => "security status not satisfied",
            0x6983 => "authentication method blocked",
            0x6984 => "referenced data invalidated",
            0x6985 => "conditions of use not satisfied",
            0x6986 => "command not allowed, no EF selected",
            0x6A80 => "incorrect parameters in the data field",
            0x6A81 => "function not supported",
            0x6A82 => "file or application not found",
            0x6A83 => "record not found",
            0x6A84 => "not enough memory space",
            0x6A86 => "incorrect parameters P1 to P2",
            0x6A87 => "Lc inconsistent with P1 to P2",
            0x6A88 => "referenced data not found",
            0x6B00 => "wrong parameters P1 to P2",
            0x6D00 => "instruction not supported",
            0x6E00 => "class not supported",
            0x6F00 => "technical problem, no precise diagnosis",
            0x9240 => "memory problem after internal retries",
            0x9300 => "toolkit is busy",
            0x9862 => "authentication error, incorrect MAC",
            _ => match self.0 >> 8 {
                0x61 => "response bytes available",
                0x6C => "wrong Le",
                0x91 => "normal ending, proactive command pending",
                0x92 => "update successful after internal retries",
                0x62 | 0x63 => "warning",
                0x64 | 0x65 => "execution error",
                0x66 => "security-related error",
                0x67 => "wrong length",
                0x68 => "class function not supported",
                0x69 => "command not allowed",
                0x6A | 0x6B => "wrong parameters",
                _ => "unknown status",
            },
        }
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusWord({self})")
    }
}

crate::arbitrary::arbitrary!(
    StatusWord,
    prop_oneof![
        Just(Self::OK),
        (
            proptest::sample::select(vec![0x61, 0x62, 0x63, 0x6A, 0x6C, 0x91]),
            any::<u8>()
        )
            .prop_map(|(sw1, sw2)| Self::from_bytes(sw1, sw2)),
        any::<u16>().prop_map(Self),
    ]
);
