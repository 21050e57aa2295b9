//! The command line: one subcommand per file. The only place that prints, asks the clock or reads the
//! environment.

mod args;
mod card;
mod completions;
mod console;
mod decode;
mod deliver;
mod detect;
mod device;
mod download;
mod dump;
mod exit;
mod lab;
mod language;
mod main;
mod man;
mod network;
mod notification;
mod ports;
mod probe;
mod profile;
mod run;
mod schema;
mod signals;
mod simulate;
mod smdp;
mod table;
mod words;

pub use args::{Cli, Command};
pub use console::{ColorChoice, Console};
pub use exit::{CliError, Exit};
pub use language::LanguageChoice;
pub use main::main;
