//! `signoff smdp state`, `notifications` and `fault`: the server's paths of our own.

use clap::Args;
use signoff_protocol::es9p::to_json;
use signoff_simulator::serve::https::{FaultView, NotificationView, ProfileView, StateChange};
use signoff_simulator::smdp::{FaultPlan, ProfileState};

use super::server::ServerArgs;
use crate::cli::format::Format;
use crate::cli::table::table;
use crate::cli::{CliError, Console, Exit};
use crate::text::Message;

/// Arguments of `signoff smdp state`.
#[derive(Debug, Args)]
pub(super) struct StateArgs {
    /// Name or ICCID of one profile; all if not given
    #[arg(value_name = "PROFILE")]
    profile: Option<String>,
    /// Put it into this state: available, released, installed, deleted, error, ...
    #[arg(long, value_name = "STATE", requires = "profile")]
    set: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    server: ServerArgs,
}

impl StateArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        let wanted = self
            .profile
            .as_deref()
            .map(|name| server.profile(name))
            .transpose()?;
        if let (Some(iccid), Some(state)) = (wanted, &self.set) {
            let state = state_named(state)?;
            let path = format!("/profiles/{iccid}/state");
            server
                .admin::<serde_json::Value>(&path, to_json(&StateChange { state }))
                .await?;
        }
        let mut profiles: Vec<ProfileView> = server.admin("/profiles", Vec::new()).await?.unwrap_or_default();
        profiles.retain(|profile| wanted.is_none_or(|iccid| profile.iccid == iccid.to_string()));
        if let (Some(iccid), []) = (wanted, profiles.as_slice()) {
            let iccid = iccid.to_string().into();
            return Err(CliError::failed(
                console.say("smdp-no-profile", &[("iccid", iccid)]),
            ));
        }
        self.format.print(console, &profiles, |profiles| {
            let rows = profiles.iter().map(|profile| {
                [
                    profile.iccid.clone(),
                    server.name(&profile.iccid),
                    profile.state.to_string(),
                ]
            });
            let headings = [
                "ICCID",
                &console.say("common-column-name", &[]),
                &console.say("common-column-state", &[]),
            ];
            table(headings, rows)
        })?;
        Ok(Exit::Pass)
    }
}

fn state_named(name: &str) -> Result<ProfileState, CliError> {
    let found = ProfileState::ALL.into_iter().find(|state| state.name() == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = ProfileState::ALL.iter().map(|state| state.name()).collect();
        CliError::usage(Message::say("error-smdp-state", &[("name", name.into())])).help(Message::say(
            "error-smdp-state-help",
            &[("names", names.join(", ").into())],
        ))
    })
}

/// Arguments of `signoff smdp notifications`.
#[derive(Debug, Args)]
pub(super) struct NotificationsArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    server: ServerArgs,
}

impl NotificationsArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        let list: Vec<NotificationView> = server
            .admin("/notifications", Vec::new())
            .await?
            .unwrap_or_default();
        self.format.print(console, &list, |list| {
            let rows = list.iter().map(|received| {
                [
                    received.arrival.to_string(),
                    received.seq.to_string(),
                    received.event.clone(),
                    received.iccid.clone().unwrap_or_default(),
                    received.address.clone(),
                    received.verdict.clone(),
                ]
            });
            let headings = [
                &*console.say("smdp-column-arrival", &[]),
                &console.say("smdp-column-number", &[]),
                &console.say("common-column-event", &[]),
                "ICCID",
                &console.say("common-column-address", &[]),
                &console.say("smdp-column-verdict", &[]),
            ];
            table(headings, rows)
        })?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff smdp fault`.
#[derive(Debug, Args)]
pub(super) struct FaultArgs {
    /// Address of the SM-DP+; all are shown if not given
    #[arg(value_name = "ADDRESS")]
    address: Option<String>,
    /// refused, reset, wrong_certificate, expired, not_yet_valid, missing_root, empty_ok, json_error_in_ok, none, or
    /// JSON: {"slow": {"ms": 500}}, {"status": 503}, {"redirect": {"to": "https://…"}}, {"oversized": {"bytes": 9000000}}
    #[arg(value_name = "FAULT", requires = "address")]
    fault: Option<String>,
    /// How many times; until it is lifted if not given
    #[arg(long, value_name = "N", requires = "fault")]
    times: Option<u32>,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    server: ServerArgs,
}

impl FaultArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        if let (Some(address), Some(fault)) = (&self.address, &self.fault) {
            let (path, body) = if fault == "none" {
                (format!("/faults/{address}/clear"), Vec::new())
            } else {
                let json = if fault.starts_with('{') {
                    fault.clone()
                } else {
                    format!("{fault:?}")
                };
                let fault = serde_json::from_str(&json).map_err(|error| {
                    let values = [("fault", fault.into()), ("reason", error.to_string().into())];
                    CliError::usage(Message::say("error-no-smdp-fault", &values))
                })?;
                let plan = FaultPlan {
                    fault,
                    times: self.times,
                };
                (format!("/faults/{address}"), to_json(&plan))
            };
            server.admin::<serde_json::Value>(&path, body).await?;
        }
        let mut faults: Vec<FaultView> = server.admin("/faults", Vec::new()).await?.unwrap_or_default();
        faults.retain(|view| {
            let address = self.address.as_ref();
            address.is_none_or(|address| view.address.eq_ignore_ascii_case(address))
        });
        self.format.print(console, &faults, |faults| {
            let rows = faults.iter().map(|view| {
                let plan = view.plan.as_ref();
                let fault = plan.and_then(|plan| serde_json::to_string(&plan.fault).ok());
                let times = plan.and_then(|plan| plan.times).map(|times| times.to_string());
                [
                    view.address.clone(),
                    fault.map_or_else(
                        || console.say("smdp-no-fault", &[]),
                        |fault| fault.trim_matches('"').to_owned(),
                    ),
                    times.unwrap_or_default(),
                ]
            });
            let headings = [
                &*console.say("common-column-address", &[]),
                &console.say("smdp-column-fault", &[]),
                &console.say("smdp-column-times", &[]),
            ];
            table(headings, rows)
        })?;
        Ok(Exit::Pass)
    }
}
