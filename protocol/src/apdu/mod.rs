//! Command and response APDUs (ISO/IEC 7816-4 §5, ETSI TS 102 221 §10).

mod atr;
mod channel;
mod command;
mod response;
mod status_word;

pub use atr::Atr;
pub use channel::{ChannelNumber, Class};
pub use command::{ApduError, Command, CommandApdu, MAX_EXTENDED_LE, MAX_SHORT_DATA, MAX_SHORT_LE};
pub use response::ResponseApdu;
pub use status_word::{StatusClass, StatusWord};

/// Instruction bytes that this project sends or answers (ETSI TS 102 221 §10.1.2, GlobalPlatform, SGP.22).
pub mod ins {
    /// DEACTIVATE FILE
    pub const DEACTIVATE_FILE: u8 = 0x04;
    /// TERMINAL PROFILE
    pub const TERMINAL_PROFILE: u8 = 0x10;
    /// FETCH
    pub const FETCH: u8 = 0x12;
    /// TERMINAL RESPONSE
    pub const TERMINAL_RESPONSE: u8 = 0x14;
    /// VERIFY PIN
    pub const VERIFY: u8 = 0x20;
    /// CHANGE PIN
    pub const CHANGE_PIN: u8 = 0x24;
    /// DISABLE PIN
    pub const DISABLE_PIN: u8 = 0x26;
    /// ENABLE PIN
    pub const ENABLE_PIN: u8 = 0x28;
    /// UNBLOCK PIN
    pub const UNBLOCK_PIN: u8 = 0x2C;
    /// INCREASE
    pub const INCREASE: u8 = 0x32;
    /// ACTIVATE FILE
    pub const ACTIVATE_FILE: u8 = 0x44;
    /// MANAGE CHANNEL
    pub const MANAGE_CHANNEL: u8 = 0x70;
    /// GET CHALLENGE
    pub const GET_CHALLENGE: u8 = 0x84;
    /// AUTHENTICATE
    pub const AUTHENTICATE: u8 = 0x88;
    /// AUTHENTICATE with data objects; its contexts are those of the other one and of services to come.
    pub const AUTHENTICATE_ODD: u8 = 0x89;
    /// SEARCH RECORD
    pub const SEARCH_RECORD: u8 = 0xA2;
    /// SELECT
    pub const SELECT: u8 = 0xA4;
    /// TERMINAL CAPABILITY
    pub const TERMINAL_CAPABILITY: u8 = 0xAA;
    /// READ BINARY
    pub const READ_BINARY: u8 = 0xB0;
    /// READ RECORD
    pub const READ_RECORD: u8 = 0xB2;
    /// GET RESPONSE
    pub const GET_RESPONSE: u8 = 0xC0;
    /// ENVELOPE
    pub const ENVELOPE: u8 = 0xC2;
    /// GET DATA
    pub const GET_DATA: u8 = 0xCA;
    /// UPDATE BINARY
    pub const UPDATE_BINARY: u8 = 0xD6;
    /// UPDATE RECORD
    pub const UPDATE_RECORD: u8 = 0xDC;
    /// STORE DATA
    pub const STORE_DATA: u8 = 0xE2;
    /// STATUS
    pub const STATUS: u8 = 0xF2;
}
