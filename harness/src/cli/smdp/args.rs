//! The subcommands of `signoff smdp`.

use clap::{Args, Subcommand};

use super::order::{CancelArgs, OrderArgs, ReleaseArgs};
use super::show::{FaultArgs, NotificationsArgs, StateArgs};
use crate::cli::device::block_on;
use crate::cli::{CliError, Console, Exit};

/// Arguments of `signoff smdp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  signoff smdp order holiday --confirmation-code 2417
  signoff smdp state
  signoff smdp notifications --format json
  signoff smdp fault smdp.travel.example '{\"slow\": {\"ms\": 500}}' --times 2")]
pub struct SmdpArgs {
    #[command(subcommand)]
    command: SmdpCommand,
}

#[derive(Debug, Subcommand)]
enum SmdpCommand {
    /// Order a profile over ES2+ and print its activation code
    #[command(after_help = "Example: signoff smdp order holiday --matching-id HOLIDAY-2")]
    Order(OrderArgs),
    /// Release a profile that was ordered with --no-release
    #[command(after_help = "Example: signoff smdp release holiday")]
    Release(ReleaseArgs),
    /// Cancel an order over ES2+
    #[command(after_help = "Example: signoff smdp cancel holiday --final available")]
    Cancel(CancelArgs),
    /// Show the states of the profiles, or put one into a state
    #[command(after_help = "Example: signoff smdp state holiday --set released")]
    State(StateArgs),
    /// Show the notifications that came in
    #[command(after_help = "Example: signoff smdp notifications --format json")]
    Notifications(NotificationsArgs),
    /// Show what goes wrong at which address, or change it
    #[command(after_help = "Example: signoff smdp fault smdp.travel.example expired --times 1")]
    Fault(FaultArgs),
}

impl SmdpArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            match self.command {
                SmdpCommand::Order(args) => args.run(console).await,
                SmdpCommand::Release(args) => args.run(console).await,
                SmdpCommand::Cancel(args) => args.run(console).await,
                SmdpCommand::State(args) => args.run(console).await,
                SmdpCommand::Notifications(args) => args.run(console).await,
                SmdpCommand::Fault(args) => args.run(console).await,
            }
        })
    }
}
