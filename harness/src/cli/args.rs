//! The command line as types.

use clap::{ArgAction, Args, Parser, Subcommand};

use super::{
    ColorChoice, LanguageChoice, completions, decode, detect, lab, man, notification, operator, ports, probe,
    profile, remove, run, schema, simulate, smdp, usim, verify,
};

/// Test harness and simulator for removing eSIM profiles.
#[derive(Debug, Parser)]
#[command(
    name = "signoff",
    version,
    about,
    after_help = "\
Exit codes: 0 pass, 1 a flow failed, 2 usage or flow mistake, 3 environment (port busy, no answer),
            4 refused by protection, 130 interrupted.

Example: signoff run"
)]
pub struct Cli {
    /// Options of all commands.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of all commands.
#[derive(Clone, Copy, Debug, Args)]
pub struct Common {
    /// Say more: each step with its answer
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColorChoice,
    /// Language of what is said; files and errors of flows are English
    #[arg(long, global = true, value_enum, default_value_t, value_name = "LANG")]
    pub lang: LanguageChoice,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run flows
    Run(run::RunArgs),
    /// List serial ports, and what answers there
    Ports(ports::PortsArgs),
    /// Check whether a device supports the removal of eSIM profiles, and why not
    Detect(detect::DetectArgs),
    /// Find out what modem and card are at a target
    Probe(probe::ProbeArgs),
    /// List, download, enable, disable, delete and name profiles
    Profile(profile::ProfileArgs),
    /// Save contacts and messages of the enabled profile
    Backup(usim::BackupArgs),
    /// Put contacts and messages of a backup into the enabled profile
    Restore(usim::RestoreArgs),
    /// List, show, deliver and remove notifications
    Notification(notification::NotificationArgs),
    /// Start a simulated device with its servers, and a page that shows them
    Lab(lab::LabArgs),
    /// Remove a profile: back up, end the contract, delete, deliver, verify, certify
    Remove(Box<remove::RemoveArgs>),
    /// Find out by independent ways whether a profile is gone
    Verify(Box<verify::VerifyArgs>),
    /// Serve a simulated modem, card, SM-DP+ or operator's desk to other programs
    Simulate(simulate::SimulateArgs),
    /// Order profiles at a simulated SM-DP+, and see what it knows
    Smdp(smdp::SmdpArgs),
    /// Identify, ask, terminate and look at an operator's desk
    Operator(operator::OperatorArgs),
    /// Decode an APDU or an ES10 message
    Decode(decode::DecodeArgs),
    /// Print the JSON Schema of a file
    Schema(schema::SchemaArgs),
    /// Print the completions of a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual pages
    Man(man::ManArgs),
}
