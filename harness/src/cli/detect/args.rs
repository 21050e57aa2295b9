//! Arguments, and the way from a target to a verdict.

use clap::Args;

use super::super::device::{DeviceArgs, block_on, lpa_error};
use super::super::{CliError, Console, Exit};
use super::{facts, show};
use crate::lpa::{Detection, DetectionKind};

/// Arguments of `signoff detect`.
#[derive(Debug, Args)]
#[command(after_help = "\
Changes nothing. The exit code is 0 when a profile can be removed on this device, 1 when not, 3 when nothing answers.

Examples:
  signoff detect --target serial:/dev/ttyUSB2
  signoff detect --target pty:own-lpa --json")]
pub struct DetectArgs {
    #[command(flatten)]
    device: DeviceArgs,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl DetectArgs {
    pub(in crate::cli) fn run(self, console: Console) -> Result<Exit, CliError> {
        let target = self.device.target_text();
        let json = self.json;
        block_on(async {
            let mut device = match self.device.open(console).await {
                Ok(device) => device,
                // What is no modem is a verdict, too.
                Err(error) if error.exit == Exit::Environment => {
                    // What programs read is English.
                    let reason = if json {
                        error.message.english()
                    } else {
                        console.tell(&error.message)
                    };
                    let found = Detection::no_modem(reason);
                    return finish(&target, &found, json, console);
                }
                Err(error) => return Err(error),
            };
            let target = device.lpa.transport().describe();
            let found = async {
                let identity = device.lpa.modem_identity().await?;
                let mut found = device.lpa.detect().await?;
                found.modem = found.modem.or(identity);
                Ok(found)
            }
            .await;
            let found = found.map_err(|error| lpa_error(&error));
            let found = device.finish(found).await?;
            finish(&target, &found, json, console)
        })
    }
}

fn finish(target: &str, found: &Detection, json: bool, console: Console) -> Result<Exit, CliError> {
    if json {
        let report = facts::report(target, found);
        let text = serde_json::to_string_pretty(&report).map_err(std::io::Error::other)?;
        console.line(&text)?;
    } else {
        show::show(target, found, console)?;
    }
    Ok(match found.kind {
        DetectionKind::NoModem => Exit::Environment,
        _ if found.removal_possible() => Exit::Pass,
        _ => Exit::Failed,
    })
}
