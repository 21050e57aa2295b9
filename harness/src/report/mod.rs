//! Events become output: lines for a person, JSON, JUnit. Nothing here knows a device.

mod json;
mod junit;
mod palette;
mod terminal;

pub use json::{JsonReport, SCHEMA_VERSION, schema as json_schema};
pub use junit::JunitReport;
pub use palette::Palette;
pub use terminal::{Style, TerminalReport};
