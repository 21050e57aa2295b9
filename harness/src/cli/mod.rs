//! The command line: one subcommand per file. The only place that prints, asks the clock or reads the
//! environment.

mod args;
mod ask;
mod card;
mod completions;
mod console;
mod customer;
mod decode;
mod deliver;
mod desk;
mod detect;
mod device;
mod download;
mod dump;
mod exit;
mod files;
mod format;
mod help;
mod lab;
mod language;
mod main;
mod man;
mod network;
mod notification;
mod operator;
mod person;
mod ports;
mod probe;
mod profile;
mod remove;
mod run;
mod schema;
mod signals;
mod simulate;
mod smdp;
mod table;
mod usim;
mod verify;
mod witnesses;
mod words;

pub use args::{Cli, Command};
pub use console::{ColorChoice, Console};
pub use exit::{CliError, Exit};
pub use language::LanguageChoice;
pub use main::main;
