//! `signoff decode`

use std::io::Read;

use clap::{Args, ValueEnum};
use signoff_protocol::hex;

use super::files::wrong_at;
use super::{CliError, Console, Exit};
use crate::decode;
use crate::text::{Message, Told};

/// Arguments of `signoff decode`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  signoff decode BF3303800100
  signoff decode --as command '81 E2 91 00 06 BF 3E 03 5C 01 5A'
  grep -o 'BF2D.*' trace.txt | signoff decode -")]
pub struct DecodeArgs {
    /// Bytes in hexadecimal, spaces allowed; `-` reads them from standard input, one message a line
    #[arg(value_name = "HEX|-", required = true, num_args = 1..)]
    hex: Vec<String>,
    /// What the bytes are
    #[arg(long = "as", value_enum, default_value_t, value_name = "KIND")]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Kind {
    /// Find out
    #[default]
    Auto,
    /// A command APDU
    Command,
    /// A response APDU
    Response,
    /// An ES10 request or response
    Es10,
    /// An unprotected profile package
    Upp,
}

impl DecodeArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let mut text = self.hex.concat();
        if text == "-" {
            text.clear();
            std::io::stdin().read_to_string(&mut text)?;
        }
        let mut exit = Exit::Pass;
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.is_empty() {
            return Err(CliError::usage(Message::say("error-nothing-to-decode", &[])));
        }
        for line in lines {
            let bytes = hex::decode(line).map_err(|error| {
                wrong_at(format!("{line:?}"), error.told()).help(Message::say("error-hex-help", &[]))
            })?;
            let decoded = match self.kind {
                Kind::Auto => decode::decode(&bytes),
                Kind::Command => decode::command(&bytes),
                Kind::Response => decode::response(&bytes),
                Kind::Es10 => decode::es10(&bytes),
                Kind::Upp => decode::upp(&bytes),
            };
            console.line(decoded.to_string().trim_end())?;
            if decoded.problem.is_some() {
                exit = Exit::Failed;
            }
        }
        Ok(exit)
    }
}
