//! Command APDUs, cases 1 to 4, short and extended.

use std::fmt;

use crate::hex::{self, Hex};

/// Longest data field of a short command.
pub const MAX_SHORT_DATA: usize = 255;
/// Longest answer that a short Le can ask for.
pub const MAX_SHORT_LE: u32 = 256;
/// Longest answer that an extended Le can ask for.
pub const MAX_EXTENDED_LE: u32 = 65_536;

/// Why bytes are not a command APDU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApduError {
    /// Shorter than CLA INS P1 P2, or than a status word.
    #[error("{found} bytes are too few, at least {needed} needed")]
    TooShort {
        /// Bytes given.
        found: usize,
        /// Bytes that are needed at least.
        needed: usize,
    },
    /// Lc does not fit what follows it.
    #[error("Lc says {lc} data bytes, {found} bytes follow")]
    Lc {
        /// As coded.
        lc: usize,
        /// Bytes behind Lc.
        found: usize,
    },
    /// The data field is longer than an extended command can carry.
    #[error("{found} data bytes, at most 65535 can be sent")]
    DataTooLong {
        /// Bytes given.
        found: usize,
    },
    /// The text is no hex.
    #[error("no hex APDU: {0}")]
    Hex(#[from] hex::HexError),
}

/// A command that was received: a view over its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command<'a> {
    /// Class byte; [`super::Class::parse`] reads it.
    pub cla: u8,
    /// Instruction byte.
    pub ins: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    /// Data field, empty if there is none.
    pub data: &'a [u8],
    /// Longest answer wanted, 1 to 65,536; `None` in cases 1 and 3.
    pub le: Option<u32>,
    /// Whether lengths are coded in the extended form.
    pub extended: bool,
}

impl<'a> Command<'a> {
    /// Reads the four cases, short and extended.
    ///
    /// # Errors
    /// Fewer than four bytes, or an Lc that does not fit.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, ApduError> {
        let [cla, ins, p1, p2, body @ ..] = bytes else {
            return Err(ApduError::TooShort {
                found: bytes.len(),
                needed: 4,
            });
        };
        let command = |data, le, extended| Self {
            cla: *cla,
            ins: *ins,
            p1: *p1,
            p2: *p2,
            data,
            le,
            extended,
        };
        match body {
            [] => Ok(command(&[], None, false)),
            [le] => Ok(command(&[], Some(short_le(*le)), false)),
            [0, high, low] => Ok(command(&[], Some(extended_le(*high, *low)), true)),
            [0, high, low, rest @ ..] => {
                let lc = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.split_at_checked(lc) {
                    Some((data, [])) if lc > 0 => Ok(command(data, None, true)),
                    Some((data, [high, low])) if lc > 0 => {
                        Ok(command(data, Some(extended_le(*high, *low)), true))
                    }
                    _ => Err(ApduError::Lc {
                        lc,
                        found: rest.len(),
                    }),
                }
            }
            [lc, rest @ ..] => {
                let lc = usize::from(*lc);
                match rest.split_at_checked(lc) {
                    Some((data, [])) if lc > 0 => Ok(command(data, None, false)),
                    Some((data, [le])) if lc > 0 => Ok(command(data, Some(short_le(*le)), false)),
                    _ => Err(ApduError::Lc {
                        lc,
                        found: rest.len(),
                    }),
                }
            }
        }
    }

    /// An owned copy.
    pub fn to_owned(&self) -> CommandApdu {
        CommandApdu {
            cla: self.cla,
            ins: self.ins,
            p1: self.p1,
            p2: self.p2,
            data: self.data.to_vec(),
            le: self.le,
            extended: self.extended,
        }
    }
}

fn short_le(le: u8) -> u32 {
    if le == 0 { MAX_SHORT_LE } else { u32::from(le) }
}

fn extended_le(high: u8, low: u8) -> u32 {
    match u16::from_be_bytes([high, low]) {
        0 => MAX_EXTENDED_LE,
        le => u32::from(le),
    }
}

/// A command to be sent. It always encodes: the data field is at most 65,535 bytes, and the extended form is
/// used when the short one cannot say it.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandApdu {
    cla: u8,
    ins: u8,
    p1: u8,
    p2: u8,
    data: Vec<u8>,
    le: Option<u32>,
    extended: bool,
}

impl CommandApdu {
    /// A command without data and Le (case 1).
    pub const fn new(cla: u8, ins: u8, p1: u8, p2: u8) -> Self {
        Self {
            cla,
            ins,
            p1,
            p2,
            data: Vec::new(),
            le: None,
            extended: false,
        }
    }

    /// With this data field.
    ///
    /// # Errors
    /// More than 65,535 bytes.
    pub fn with_data(mut self, data: impl Into<Vec<u8>>) -> Result<Self, ApduError> {
        self.data = data.into();
        let found = self.data.len();
        if found > 0xFFFF {
            return Err(ApduError::DataTooLong { found });
        }
        self.extended = found > MAX_SHORT_DATA || self.le.is_some_and(|le| le > MAX_SHORT_LE);
        Ok(self)
    }

    /// With an Le that asks for at most `le` bytes, clamped to 1 to 65,536.
    #[must_use]
    pub fn with_le(mut self, le: u32) -> Self {
        let le = le.clamp(1, MAX_EXTENDED_LE);
        self.le = Some(le);
        self.extended = self.data.len() > MAX_SHORT_DATA || le > MAX_SHORT_LE;
        self
    }

    /// The same command on another class byte, as when it is moved to another channel.
    #[must_use]
    pub fn with_class(mut self, cla: u8) -> Self {
        self.cla = cla;
        self
    }

    /// Reads the bytes of a command.
    ///
    /// # Errors
    /// As [`Command::parse`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ApduError> {
        Command::parse(bytes).map(|command| command.to_owned())
    }

    /// Reads a command from hex.
    ///
    /// # Errors
    /// No hex, or as [`Command::parse`].
    pub fn parse_hex(text: &str) -> Result<Self, ApduError> {
        Self::parse(&hex::decode(text)?)
    }

    /// The same command as a view.
    pub fn view(&self) -> Command<'_> {
        Command {
            cla: self.cla,
            ins: self.ins,
            p1: self.p1,
            p2: self.p2,
            data: &self.data,
            le: self.le,
            extended: self.extended,
        }
    }

    /// The bytes to send.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.data.len() + 9);
        self.write_to(&mut bytes);
        bytes
    }

    /// Appends the bytes to send to `out`.
    pub fn write_to(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[self.cla, self.ins, self.p1, self.p2]);
        let [.., le_high, le_low] = self.le.unwrap_or_default().to_be_bytes();
        let [.., lc_high, lc_low] = self.data.len().to_be_bytes();
        match (self.data.is_empty(), self.extended) {
            (true, true) if self.le.is_some() => out.push(0),
            (true, _) => {}
            (false, true) => out.extend_from_slice(&[0, lc_high, lc_low]),
            (false, false) => out.push(lc_low),
        }
        out.extend_from_slice(&self.data);
        match (self.le, self.extended) {
            (None, _) => {}
            (Some(_), true) => out.extend_from_slice(&[le_high, le_low]),
            (Some(_), false) => out.push(le_low),
        }
    }
}

impl fmt::Display for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.to_bytes()))
    }
}

impl fmt::Debug for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommandApdu({:?})", Hex(&self.to_bytes()))
    }
}

crate::arbitrary::arbitrary!(CommandApdu, {
    let data = prop_oneof![
        4 => crate::arbitrary::blob(0..=MAX_SHORT_DATA),
        1 => crate::arbitrary::blob(0..=0xFFFF),
    ];
    let le = prop_oneof![
        Just(None),
        proptest::sample::select(vec![1, 2, 255, 256, 257, 65_535, 65_536]).prop_map(Some),
        (1..=MAX_EXTENDED_LE).prop_map(Some),
    ];
    (any::<[u8; 4]>(), data, le, any::<bool>()).prop_map(|([cla, ins, p1, p2], data, le, extended)| Self {
        extended: data.len() > MAX_SHORT_DATA
            || le.is_some_and(|le| le > MAX_SHORT_LE)
            || (extended && (!data.is_empty() || le.is_some())),
        cla,
        ins,
        p1,
        p2,
        data,
        le,
    })
});
