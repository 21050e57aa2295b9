//! What can be simulated.

use clap::{Args, Subcommand};

use super::card::CardArgs;
use super::modem::ModemArgs;
use super::operator::OperatorArgs;
use super::smdp::SmdpArgs;
use crate::cli::{CliError, Console, Exit};

/// Arguments of `signoff simulate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: signoff simulate modem --card traveller --modem quectel-eg25 --link /tmp/modem
         signoff run --target serial:/tmp/modem --expendable all")]
pub struct SimulateArgs {
    #[command(subcommand)]
    command: SimulateCommand,
}

#[derive(Debug, Subcommand)]
enum SimulateCommand {
    /// A modem with a card in it, on a pseudo-terminal or over TCP
    Modem(ModemArgs),
    /// A card alone, over TCP, a socket file, or in the reader of the vpcd driver
    Card(CardArgs),
    /// An SM-DP+ with its SM-DS, over HTTPS
    Smdp(SmdpArgs),
    /// An operator's desk with customers and contracts, over HTTP
    Operator(OperatorArgs),
}

impl SimulateArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        match self.command {
            SimulateCommand::Modem(args) => args.run(console),
            SimulateCommand::Card(args) => args.run(console),
            SimulateCommand::Smdp(args) => args.run(console),
            SimulateCommand::Operator(args) => args.run(console),
        }
    }
}
