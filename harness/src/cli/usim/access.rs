//! Options of both commands: the way to the files, and the PIN.

use clap::Args;

use crate::cli::device::Device;
use crate::cli::profile::target;
use crate::cli::{CliError, Console};
use crate::usim::{PinOptions, UsimFailure, Via};
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::ProfileTarget;

use super::pin::{self, PinArgs};
use crate::text::Message;

/// The way to the files, and the PIN.
#[derive(Debug, Args)]
pub(super) struct AccessArgs {
    /// How files are reached: APDUs on a logical channel, or AT+CRSM
    #[arg(long, value_enum, default_value_t, value_name = "WAY")]
    pub(super) via: Via,
    #[command(flatten)]
    pin: PinArgs,
    /// Send the PIN even if only one try is left, or nobody knows how many are
    #[arg(long)]
    last_try: bool,
}

impl AccessArgs {
    /// The PIN that was given, if the card will ask for one.
    pub(super) fn pin(&self) -> Result<PinOptions, CliError> {
        Ok(PinOptions {
            pin: self.pin.read()?,
            last_try: self.last_try,
        })
    }
}

/// After a refusal that a PIN would help: asks for it on a terminal, with the tries that are left. `false` if this is no
/// terminal, or a PIN was sent before.
pub(super) fn ask(
    failure: &UsimFailure,
    options: &mut PinOptions,
    console: Console,
) -> Result<bool, CliError> {
    let UsimFailure::PinRequired { tries } = failure else {
        return Ok(false);
    };
    if options.pin.is_some() {
        return Ok(false);
    }
    options.pin = pin::asked(*tries, console)?;
    Ok(options.pin.is_some())
}

/// The ICCID of a profile by name, ICCID or AID.
pub(super) async fn iccid(device: &mut Device, name: &str) -> Result<Iccid, CliError> {
    match target(name, &device.names)? {
        ProfileTarget::Iccid(iccid) => Ok(iccid),
        ProfileTarget::IsdpAid(aid) => {
            let profiles = device.profiles().await?;
            profiles
                .iter()
                .find(|profile| profile.isdp_aid == Some(aid))
                .and_then(|profile| profile.iccid)
                .ok_or_else(|| {
                    CliError::usage(Message::say("error-no-aid", &[("aid", aid.to_string().into())]))
                })
        }
    }
}
