//! Short messages in EF_SMS (3GPP TS 31.102 §4.2.25, TS 23.040 §9): record, TPDU, address, time stamp, user data, and messages
//! of several parts.

mod address;
mod data_coding;
mod header;
mod parts;
mod record;
mod time_stamp;
mod tpdu;
mod user_data;

pub use address::SmsAddress;
pub use data_coding::{DataCoding, SmsAlphabet};
pub use header::{Concatenation, HeaderElement};
pub use parts::{joined_text, split_text};
pub use record::{SmsRecord, SmsStatus};
pub use time_stamp::{TimeStamp, TimeStampError};
pub use tpdu::{Tpdu, TpduKind};
pub use user_data::{UserData, UserDataContent};
