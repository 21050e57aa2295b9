//! `signoff smdp order`, `release` and `cancel`: ES2+.

use clap::{Args, ValueEnum};
use serde::Serialize;
use signoff_protocol::ActivationCode;
use signoff_protocol::es2p::{
    CancelOrderRequest, ConfirmOrderRequest, ConfirmOrderResult, DownloadOrderRequest, DownloadOrderResult,
    Es2pFunction, FinalProfileStatus, ReleaseProfileRequest,
};
use signoff_protocol::es9p::NoResult;
use signoff_protocol::id::Eid;

use super::server::{Server, ServerArgs};
use crate::cli::format::Format;
use crate::cli::{CliError, Console, Exit};

/// Arguments of `signoff smdp order`.
#[derive(Debug, Args)]
pub(super) struct OrderArgs {
    /// Name or ICCID of the profile
    #[arg(value_name = "PROFILE")]
    profile: String,
    /// For this eUICC only
    #[arg(long, value_name = "EID")]
    eid: Option<Eid>,
    /// Token of the activation code; made up if not given
    #[arg(long, value_name = "ID")]
    matching_id: Option<String>,
    /// Code that the user must type
    #[arg(long, value_name = "CODE")]
    confirmation_code: Option<String>,
    /// Register an event at this SM-DS
    #[arg(long, value_name = "ADDRESS")]
    smds: Option<String>,
    /// Confirm the order, but do not let it be downloaded yet
    #[arg(long)]
    no_release: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    server: ServerArgs,
}

#[derive(Serialize)]
struct Ordered {
    iccid: String,
    matching_id: String,
    activation_code: String,
    released: bool,
}

impl OrderArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        let iccid = server.profile(&self.profile)?;
        let order = DownloadOrderRequest {
            header: Server::header("order"),
            eid: self.eid,
            iccid: Some(iccid),
            profile_type: None,
        };
        let path = Es2pFunction::DownloadOrder.path();
        let _: DownloadOrderResult = server.call(iccid, path, &order).await?;
        let confirmation = ConfirmOrderRequest {
            header: Server::header("confirm"),
            iccid: Some(iccid),
            eid: self.eid,
            matching_id: self.matching_id,
            confirmation_code: self.confirmation_code.clone(),
            smds_address: self.smds,
            release_flag: !self.no_release,
        };
        let path = Es2pFunction::ConfirmOrder.path();
        let confirmed: ConfirmOrderResult = server.call(iccid, path, &confirmation).await?;
        let code = ActivationCode {
            smdp_address: Some(confirmed.smdp_address.unwrap_or_else(|| server.address(iccid))),
            matching_id: Some(confirmed.matching_id.clone()).filter(|id| !id.is_empty()),
            confirmation_code_required: self.confirmation_code.is_some(),
            ..ActivationCode::default()
        };
        let ordered = Ordered {
            iccid: iccid.to_string(),
            matching_id: confirmed.matching_id,
            activation_code: format!("LPA:{code}"),
            released: !self.no_release,
        };
        self.format
            .print(console, &ordered, |ordered| ordered.activation_code.clone())?;
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff smdp release`.
#[derive(Debug, Args)]
pub(super) struct ReleaseArgs {
    /// Name or ICCID of the profile
    #[arg(value_name = "PROFILE")]
    profile: String,
    #[command(flatten)]
    server: ServerArgs,
}

impl ReleaseArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        let iccid = server.profile(&self.profile)?;
        let request = ReleaseProfileRequest {
            header: Server::header("release"),
            iccid: Some(iccid),
        };
        let path = Es2pFunction::ReleaseProfile.path();
        let NoResult {} = server.call(iccid, path, &request).await?;
        console.line(&console.say("smdp-released", &[("iccid", iccid.to_string().into())]))?;
        Ok(Exit::Pass)
    }
}

/// What becomes of the profile.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Final {
    /// It can be ordered again.
    Available,
    /// It can't.
    Unavailable,
}

/// Arguments of `signoff smdp cancel`.
#[derive(Debug, Args)]
pub(super) struct CancelArgs {
    /// Name or ICCID of the profile
    #[arg(value_name = "PROFILE")]
    profile: String,
    /// What becomes of the profile
    #[arg(long = "final", value_enum, default_value = "available", value_name = "STATE")]
    last: Final,
    /// As in the order
    #[arg(long, value_name = "ID")]
    matching_id: Option<String>,
    /// As in the order
    #[arg(long, value_name = "EID")]
    eid: Option<Eid>,
    #[command(flatten)]
    server: ServerArgs,
}

impl CancelArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let server = self.server.open()?;
        let iccid = server.profile(&self.profile)?;
        let request = CancelOrderRequest {
            header: Server::header("cancel"),
            iccid: Some(iccid),
            eid: self.eid,
            matching_id: self.matching_id,
            final_profile_status_indicator: match self.last {
                Final::Available => FinalProfileStatus::Available,
                Final::Unavailable => FinalProfileStatus::Unavailable,
            },
        };
        let path = Es2pFunction::CancelOrder.path();
        let NoResult {} = server.call(iccid, path, &request).await?;
        console.line(&console.say("smdp-cancelled", &[("iccid", iccid.to_string().into())]))?;
        Ok(Exit::Pass)
    }
}
