//! `signoff profile`

use clap::{Args, Subcommand};
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::profile::{ProfileInfo, ProfileTarget, tags};
use signoff_protocol::text::Text;
use signoff_protocol::tlv::Tag;

use super::device::{Device, DeviceArgs, block_on};
use super::download::DownloadArgs;
use super::table::Table;
use super::{CliError, Console, Exit, words};
use crate::flow::word::By;
use crate::lpa::StateChange;
use crate::runner::Names;
use crate::text::Message;

/// What is listed of a profile.
pub(super) const LISTED: [Tag; 8] = [
    tags::ICCID,
    tags::ISDP_AID,
    tags::STATE,
    tags::NICKNAME,
    tags::SERVICE_PROVIDER_NAME,
    tags::PROFILE_NAME,
    tags::CLASS,
    tags::POLICY_RULES,
];

/// Columns of the table that a person misses least: ISD-P, rules, class.
const DISPENSABLE: [usize; 3] = [7, 6, 2];

/// Arguments of `signoff profile`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  signoff profile list --target serial:/dev/ttyUSB2
  signoff profile download 'LPA:1$smdp.example.com$TOKEN' --target serial:/dev/ttyUSB2 --tls-root ci.pem
  signoff profile delete 8932100000000000013 --card traveller --state card/")]
pub struct ProfileArgs {
    #[command(subcommand)]
    command: ProfileCommand,
}

#[derive(Debug, Subcommand)]
enum ProfileCommand {
    /// List profiles
    #[command(after_help = "\
A terminal that is too narrow is shown fewer columns; -v shows them all.

Example: signoff profile list --target serial:/dev/ttyUSB2")]
    List {
        #[command(flatten)]
        device: DeviceArgs,
    },
    /// Download a profile and install it, disabled
    Download(Box<DownloadArgs>),
    /// Enable a profile; the one that is enabled is disabled
    #[command(after_help = "Example: signoff profile enable orange --card traveller --state card/")]
    Enable(Change),
    /// Disable a profile
    #[command(after_help = "Example: signoff profile disable proximus --card traveller --state card/")]
    Disable(Change),
    /// Delete a profile
    #[command(after_help = "\
Example: signoff profile delete 8932100000000000013 --target serial:/dev/ttyUSB2 --expendable 8932100000000000013")]
    Delete {
        /// ICCID, AID of its ISD-P, or name in the card or DUT file
        #[arg(value_name = "PROFILE")]
        profile: String,
        #[command(flatten)]
        device: DeviceArgs,
    },
    /// Give a profile a nickname; an empty one takes it away
    #[command(after_help = "Example: signoff profile nickname orange Holiday --card traveller --state card/")]
    Nickname {
        /// ICCID, or name in the card or DUT file
        #[arg(value_name = "PROFILE")]
        profile: String,
        /// The nickname, at most 64 bytes
        #[arg(value_name = "TEXT")]
        nickname: String,
        #[command(flatten)]
        device: DeviceArgs,
    },
}

#[derive(Debug, Args)]
struct Change {
    /// ICCID, AID of its ISD-P, or name in the card or DUT file
    #[arg(value_name = "PROFILE")]
    profile: String,
    /// Do not ask the card for a REFRESH
    #[arg(long)]
    no_refresh: bool,
    #[command(flatten)]
    device: DeviceArgs,
}

impl ProfileArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            match self.command {
                ProfileCommand::List { device } => {
                    let mut device = device.open(console).await?;
                    let listed = list(&mut device, console).await;
                    device.finish(listed).await
                }
                ProfileCommand::Download(args) => args.run(console).await,
                ProfileCommand::Enable(Change {
                    profile,
                    no_refresh,
                    device,
                }) => {
                    let refresh = !no_refresh;
                    let change = |target| Ok(StateChange::Enable { target, refresh });
                    carry_out(device, console, &profile, change).await
                }
                ProfileCommand::Disable(Change {
                    profile,
                    no_refresh,
                    device,
                }) => {
                    let refresh = !no_refresh;
                    let change = |target| Ok(StateChange::Disable { target, refresh });
                    carry_out(device, console, &profile, change).await
                }
                ProfileCommand::Delete { profile, device } => {
                    let change = |target| Ok(StateChange::Delete { target });
                    carry_out(device, console, &profile, change).await
                }
                ProfileCommand::Nickname {
                    profile,
                    nickname,
                    device,
                } => {
                    let change = |target| match target {
                        ProfileTarget::Iccid(iccid) => Ok(StateChange::SetNickname { iccid, nickname }),
                        ProfileTarget::IsdpAid(_) => {
                            Err(CliError::usage(Message::say("error-nickname-aid", &[])))
                        }
                    };
                    carry_out(device, console, &profile, change).await
                }
            }
        })
    }
}

async fn carry_out(
    device: DeviceArgs,
    console: Console,
    profile: &str,
    change: impl FnOnce(ProfileTarget) -> Result<StateChange, CliError>,
) -> Result<Exit, CliError> {
    let mut device = device.open(console).await?;
    let done = match target(profile, &device.names).and_then(change) {
        Ok(change) => device.change(change, console).await,
        Err(error) => Err(error),
    };
    device.finish(done).await
}

/// A profile as the user names it.
pub(super) fn target(text: &str, names: &Names) -> Result<ProfileTarget, CliError> {
    if let Some(target) = names.target(text, By::Iccid) {
        return Ok(target);
    }
    if let Ok(iccid) = text.parse::<Iccid>() {
        return Ok(ProfileTarget::Iccid(iccid));
    }
    if let Ok(aid) = text.parse::<Aid>() {
        return Ok(ProfileTarget::IsdpAid(aid));
    }
    let known: Vec<&str> = names.iter().map(|(name, _)| name).collect();
    let help = if known.is_empty() {
        Message::say("error-unknown-profile-help", &[])
    } else {
        Message::say("error-profile-names", &[("names", known.join(", ").into())])
    };
    let text = format!("{text:?}").into();
    Err(CliError::usage(Message::say("error-unknown-profile", &[("text", text)])).help(help))
}

async fn list(device: &mut Device, console: Console) -> Result<Exit, CliError> {
    let profiles = device.profiles().await?;
    if profiles.is_empty() {
        console.line(&console.say("profile-none", &[]))?;
        return Ok(Exit::Pass);
    }
    console.line(&profile_table(&profiles, console))?;
    Ok(Exit::Pass)
}

/// Profiles as a table. A terminal that is too narrow for it gets fewer columns, unless `-v` asks for all.
pub(super) fn profile_table(profiles: &[ProfileInfo], console: Console) -> String {
    let nothing = || "-".to_owned();
    let text = |text: &Option<Text>| text.as_deref().unwrap_or("-").to_owned();
    let rows = profiles.iter().map(|profile| {
        let rules = profile.policy_rules.unwrap_or_default();
        let rules: Vec<&str> = [("PPR1", rules.ppr1()), ("PPR2", rules.ppr2())]
            .into_iter()
            .filter_map(|(name, set)| set.then_some(name))
            .collect();
        [
            profile.iccid.map_or_else(nothing, |iccid| iccid.to_string()),
            profile
                .state
                .map_or_else(nothing, |state| words::state(state, console)),
            words::class(profile.class_or_default(), console),
            text(&profile.service_provider_name),
            text(&profile.profile_name),
            text(&profile.nickname),
            if rules.is_empty() {
                nothing()
            } else {
                rules.join(" ")
            },
            profile.isdp_aid.map_or_else(nothing, |aid| aid.to_string()),
        ]
    });
    let headings = [
        "ICCID",
        &console.say("common-column-state", &[]),
        &console.say("common-column-class", &[]),
        &console.say("common-column-provider", &[]),
        &console.say("common-column-name", &[]),
        &console.say("common-column-nickname", &[]),
        &console.say("common-column-rules", &[]),
        "ISD-P",
    ];
    let width = if console.verbose > 0 {
        None
    } else {
        console.width()
    };
    Table::new(headings, rows).fitted(width, &DISPENSABLE).text()
}
