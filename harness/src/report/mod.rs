//! Events become output: lines for a person, JSON, JUnit. Nothing here knows a device.

mod json;
mod junit;
mod palette;
mod support;
mod terminal;

pub use json::{JsonReport, SCHEMA_VERSION, schema as json_schema};
pub use junit::JunitReport;
pub use palette::Palette;
pub use support::{
    SUPPORT_VERSION, SupportAttempt, SupportEuicc, SupportIsdR, SupportIssuer, SupportModem, SupportReport,
    SupportSaid, schema as support_schema,
};
pub use terminal::{Style, TerminalReport};
