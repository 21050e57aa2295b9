//! The command line: one subcommand per file. The only place that prints, asks the clock or reads the
//! environment.

mod args;
mod completions;
mod console;
mod exit;
mod main;
mod man;
mod run;
mod signals;

pub use args::{Cli, Command};
pub use console::{ColorChoice, Console};
pub use exit::{CliError, Exit};
pub use main::main;
