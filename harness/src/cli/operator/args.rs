//! The subcommands of `signoff operator`.

use clap::{Args, Subcommand};

use super::admin::AdminArgs;
use super::orders::{CancelArgs, EsimArgs, OrderArgs, TerminateArgs};
use super::quote::QuoteArgs;
use super::session::{IdentifyArgs, SignOffArgs};
use super::show::{BillsArgs, LinesArgs, StatusArgs};
use crate::cli::device::block_on;
use crate::cli::{CliError, Console, Exit};

/// Arguments of `signoff operator`.
#[derive(Debug, Args)]
#[command(after_help = "\
Every command needs to know who is asking: by --session FILE from an earlier command, by --answers FILE, or by --account
with --document or --code; on a terminal it asks for what is missing. Nothing of it is ever printed. What stands on the
command line others on this machine can see in the list of processes: --answers keeps it to yourself.

Examples:
  signoff operator identify --answers me.yaml --session desk.session
  signoff operator quote 8932010000000000012 --session desk.session
  signoff operator terminate 8932010000000000012 --end 2026-05-31 --session desk.session
  signoff operator status 8932010000000000012 --session desk.session")]
pub struct OperatorArgs {
    #[command(subcommand)]
    command: OperatorCommand,
}

#[derive(Debug, Subcommand)]
enum OperatorCommand {
    /// Say who is asking, and keep the session for the commands that follow
    #[command(after_help = "\
The file of --answers is YAML: operator: {account: \"…\", document: \"…\"}, or code in place of document.

Example: signoff operator identify --answers me.yaml --session desk.session")]
    Identify(IdentifyArgs),
    /// Show the lines of the customer
    #[command(after_help = "Example: signoff operator lines --session desk.session")]
    Lines(LinesArgs),
    /// Show the bills of the customer
    #[command(after_help = "Example: signoff operator bills --session desk.session")]
    Bills(BillsArgs),
    /// Ask what the end of a contract would cost
    #[command(
        after_help = "Example: signoff operator quote 8932010000000000012 --end 2026-04-15 --session desk.session"
    )]
    Quote(QuoteArgs),
    /// End a contract: shows the quote, asks, orders and confirms
    #[command(after_help = "\
An order has an external id. The same command again gives the same order, so it may be repeated after any interruption.

Example: signoff operator terminate 8932010000000000012 --yes --session desk.session")]
    Terminate(TerminateArgs),
    /// Show what the operator says about a line
    #[command(after_help = "Example: signoff operator status 8932010000000000012 --session desk.session")]
    Status(StatusArgs),
    /// Show an order
    #[command(
        after_help = "Example: signoff operator order signoff-8932010000000000012-earliest --session desk.session"
    )]
    Order(OrderArgs),
    /// Take an order back before its date
    #[command(
        after_help = "Example: signoff operator cancel signoff-8932010000000000012-earliest --session desk.session"
    )]
    Cancel(CancelArgs),
    /// Order a new eSIM for a line, and print its activation code
    #[command(after_help = "Example: signoff operator esim 8932300000000000037 --session desk.session")]
    Esim(EsimArgs),
    /// End the session
    #[command(after_help = "Example: signoff operator sign-off --session desk.session")]
    SignOff(SignOffArgs),
    /// Look behind the counter of a simulated desk, and move its clock
    Admin(AdminArgs),
}

impl OperatorArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            match self.command {
                OperatorCommand::Identify(args) => args.run(console).await,
                OperatorCommand::Lines(args) => args.run(console).await,
                OperatorCommand::Bills(args) => args.run(console).await,
                OperatorCommand::Quote(args) => args.run(console).await,
                OperatorCommand::Terminate(args) => args.run(console).await,
                OperatorCommand::Status(args) => args.run(console).await,
                OperatorCommand::Order(args) => args.run(console).await,
                OperatorCommand::Cancel(args) => args.run(console).await,
                OperatorCommand::Esim(args) => args.run(console).await,
                OperatorCommand::SignOff(args) => args.run(console).await,
                OperatorCommand::Admin(args) => args.run(console).await,
            }
        })
    }
}
