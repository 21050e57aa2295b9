//! `signoff schema`

use clap::{Args, ValueEnum};

use super::{CliError, Console, Exit};
use crate::{flow, report};

/// Arguments of `signoff schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
An editor checks a flow that begins with the line
# yaml-language-server: $schema=flow.schema.json

Example: signoff schema flow > flow.schema.json")]
pub struct SchemaArgs {
    /// Of which file
    #[arg(value_enum, default_value_t, value_name = "FILE")]
    of: File,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum File {
    /// A flow
    #[default]
    Flow,
    /// A card file
    Card,
    /// A simulated modem
    Modem,
    /// A device under test
    Dut,
    /// A simulated operator's desk
    Operator,
    /// The contract rules of a country
    Contract,
    /// The JSON report of `signoff run`
    Report,
    /// The backup.json of `signoff backup`
    Backup,
    /// The JSON report of `signoff detect`
    Support,
}

impl SchemaArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let schema = match self.of {
            File::Flow => flow::schema::flow(),
            File::Card => flow::schema::card(),
            File::Modem => flow::schema::modem(),
            File::Dut => flow::schema::dut(),
            File::Operator => flow::schema::operator(),
            File::Contract => flow::schema::contract(),
            File::Report => report::json_schema(),
            File::Backup => flow::schema::backup(),
            File::Support => report::support_schema(),
        };
        let text = serde_json::to_string_pretty(&schema).map_err(std::io::Error::other)?;
        console.line(&text)?;
        Ok(Exit::Pass)
    }
}
