//! `signoff operator admin`: behind the counter of a simulated desk.

use clap::{Args, Subcommand, ValueEnum};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::DateTime;
use signoff_simulator::operator::{LineView, Message, OperatorFault, OperatorFaultPlan, ProfilePresence};
use signoff_simulator::serve::operator::ClockChange;

use super::desk::PlaceArgs;
use super::show::status_text;
use crate::cli::customer::desk_error;
use crate::cli::format::Format;
use crate::cli::table::table;
use crate::cli::{CliError, Console, Exit};
use crate::operator::OperatorAdmin;
use crate::text;

/// Arguments of `signoff operator admin`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  signoff operator admin clock --days 2
  signoff operator admin fault never_terminates --times 1
  signoff operator admin messages")]
pub(super) struct AdminArgs {
    #[command(subcommand)]
    command: AdminCommand,
    #[command(flatten)]
    place: PlaceArgs,
    /// How to print
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Show all lines, whoever's they are
    Lines,
    /// Show what customers were sent, one-time codes among it
    Messages,
    /// Show what the clock shows, or move it
    Clock {
        /// To this moment, as in 2026-03-10T10:00:00+01:00
        #[arg(long, value_name = "TIME")]
        to: Option<DateTime>,
        /// So many times 24 hours forward
        #[arg(long, value_name = "N", default_value_t = 0)]
        days: u32,
        /// So many hours forward
        #[arg(long, value_name = "N", default_value_t = 0)]
        hours: u32,
    },
    /// Show what goes wrong, or make something go wrong
    Fault {
        /// refused, reset, timeout, wrong_code, account_locked, never_terminates, wrong_line, not_told, none, or JSON:
        /// {"slow": {"ms": 500}}, {"status": 503}
        #[arg(value_name = "FAULT")]
        fault: Option<String>,
        /// How many times; until it is lifted if not given
        #[arg(long, value_name = "N", requires = "fault")]
        times: Option<u32>,
    },
    /// Tell the desk where a profile is, as an SM-DP+ would
    Profile {
        /// ICCID of the line
        #[arg(value_name = "ICCID")]
        iccid: Iccid,
        /// Where it is
        #[arg(value_enum, value_name = "WHERE")]
        presence: Presence,
    },
    /// Open a locked account
    Unlock {
        /// Number of the account
        #[arg(value_name = "ACCOUNT")]
        account: String,
    },
    /// Pay all bills of an account
    Pay {
        /// Number of the account
        #[arg(value_name = "ACCOUNT")]
        account: String,
    },
}

/// Where a profile is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Presence {
    /// On an eUICC
    Installed,
    /// It was deleted
    Deleted,
    /// It never was on one
    NeverInstalled,
}

impl From<Presence> for ProfilePresence {
    fn from(presence: Presence) -> Self {
        match presence {
            Presence::Installed => Self::Installed,
            Presence::Deleted => Self::Deleted,
            Presence::NeverInstalled => Self::NeverInstalled,
        }
    }
}

impl AdminArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let (url, options) = self.place.open(console)?;
        let admin = OperatorAdmin::new(url, &options).map_err(|error| desk_error(&error))?;
        let failed = |error| desk_error(&error);
        match self.command {
            AdminCommand::Lines => {
                let lines = admin.lines().await.map_err(failed)?;
                self.format
                    .print(console, &lines, |lines| lines_text(console, lines))?;
            }
            AdminCommand::Messages => {
                let messages = admin.messages().await.map_err(failed)?;
                self.format
                    .print(console, &messages, |messages| messages_text(messages))?;
            }
            AdminCommand::Clock { to, days, hours } => {
                let change = ClockChange {
                    to,
                    days,
                    hours,
                    minutes: 0,
                };
                let clock = if change == ClockChange::default() {
                    admin.clock().await
                } else {
                    admin.move_clock(&change).await
                };
                let clock = clock.map_err(failed)?;
                self.format
                    .print(console, &clock, |clock| clock.now.to_string())?;
            }
            AdminCommand::Fault { fault, times } => {
                if let Some(fault) = fault {
                    let plans = plans(&fault, times)?;
                    admin.set_faults(&plans).await.map_err(failed)?;
                }
                let faults = admin.faults().await.map_err(failed)?;
                self.format
                    .print(console, &faults, |faults| faults_text(console, faults))?;
            }
            AdminCommand::Profile { iccid, presence } => {
                admin.set_profile(iccid, presence.into()).await.map_err(failed)?;
            }
            AdminCommand::Unlock { account } => admin.unlock(&account).await.map_err(failed)?,
            AdminCommand::Pay { account } => admin.pay(&account).await.map_err(failed)?,
        }
        Ok(Exit::Pass)
    }
}

/// A fault by its name or as JSON; `none` lifts all.
fn plans(fault: &str, times: Option<u32>) -> Result<Vec<OperatorFaultPlan>, CliError> {
    if fault == "none" {
        return Ok(Vec::new());
    }
    let json = if fault.starts_with('{') {
        fault.to_owned()
    } else {
        format!("{fault:?}")
    };
    let fault: OperatorFault = serde_json::from_str(&json).map_err(|error| {
        let values = [("fault", fault.into()), ("reason", error.to_string().into())];
        CliError::usage(text::Message::say("error-no-desk-fault", &values))
    })?;
    Ok(vec![OperatorFaultPlan { fault, times }])
}

fn lines_text(console: Console, lines: &[LineView]) -> String {
    let rows = lines.iter().map(|line| {
        [
            line.iccid.clone(),
            line.msisdn.clone(),
            line.account.clone(),
            console.say("operator-presence", &[("presence", line.profile.name().into())]),
            line.ends.map_or_else(String::new, |at| at.date().to_string()),
            status_text(console, line.status),
        ]
    });
    let headings = [
        "ICCID",
        &*console.say("operator-column-msisdn", &[]),
        &console.say("operator-column-account", &[]),
        &console.say("operator-column-profile", &[]),
        &console.say("operator-column-ends", &[]),
        &console.say("operator-column-status", &[]),
    ];
    table(headings, rows)
}

fn messages_text(messages: &[Message]) -> String {
    let line = |message: &Message| format!("{}  {}  {}", message.at, message.account, message.text);
    messages.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn faults_text(console: Console, faults: &[OperatorFaultPlan]) -> String {
    let line = |plan: &OperatorFaultPlan| {
        let fault = serde_json::to_string(&plan.fault).unwrap_or_default();
        let fault = fault.trim_matches('"').to_owned();
        match plan.times {
            Some(times) => format!("{fault}  {times}"),
            None => fault,
        }
    };
    if faults.is_empty() {
        return console.say("operator-no-fault", &[]);
    }
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
