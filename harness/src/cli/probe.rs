//! `signoff probe`

use clap::Args;
use signoff_protocol::es10b::EuiccInfo2;

use super::detect::wording;
use super::device::{Device, DeviceArgs, block_on, lpa_error, settled};
use super::profile::profile_table;
use super::{CliError, Console, Exit};
use crate::lpa::DetectionKind;
use crate::text::{columns, padded};

/// Arguments of `signoff probe`.
#[derive(Debug, Args)]
#[command(after_help = "\
Changes nothing. The exit code is 1 when the card is no eUICC.

Example: signoff probe --target serial:/dev/ttyUSB2")]
pub struct ProbeArgs {
    #[command(flatten)]
    device: DeviceArgs,
}

impl ProbeArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(async {
            let mut device = self.device.open(console).await?;
            let probed = probe(&mut device, console).await;
            device.finish(probed).await
        })
    }
}

async fn probe(device: &mut Device, console: Console) -> Result<Exit, CliError> {
    let row = |label: &str, value: &str| row(label, value, console);
    row(
        &console.say("probe-target", &[]),
        &device.lpa.transport().describe(),
    )?;
    modem(device, console).await?;
    let found = device.lpa.detect().await.map_err(|error| lpa_error(&error))?;
    row(&console.say("probe-card", &[]), found.kind.name())?;
    for reason in &found.evidence {
        row("", &wording::reason(console.texts(), reason))?;
    }
    for attempt in &found.tried {
        let attempt = attempt.to_string().into();
        row("", &console.say("probe-tried", &[("attempt", attempt)]))?;
    }
    let DetectionKind::Euicc { .. } = found.kind else {
        return Ok(Exit::Failed);
    };
    let eid = settled(device.lpa.get_eid().await)?;
    if eid.has_valid_check_digits() {
        row("EID", &eid.to_string())?;
    } else {
        let eid = eid.to_string().into();
        row("EID", &console.say("probe-wrong-check-digits", &[("eid", eid)]))?;
    }
    info(&settled(device.lpa.get_euicc_info2().await)?, console)?;
    let addresses = settled(device.lpa.configured_addresses().await)?;
    let default = addresses
        .default_smdp_address
        .filter(|address| !address.is_empty());
    row(
        "SM-DP+",
        &default.unwrap_or_else(|| console.say("probe-no-address", &[])),
    )?;
    row("SM-DS", &addresses.root_smds_address)?;
    let count = device.notifications().await?.len().into();
    row(
        &console.say("probe-pending", &[]),
        &console.say("probe-notifications", &[("count", count)]),
    )?;
    let profiles = device.profiles().await?;
    if profiles.is_empty() {
        console.line(&console.say("profile-none", &[]))?;
    } else {
        console.line(&format!("\n{}", profile_table(&profiles, console)))?;
    }
    Ok(Exit::Pass)
}

/// A value behind its label, as far to the right as the widest label wants it.
fn row(label: &str, value: &str, console: Console) -> Result<(), CliError> {
    let labels = [
        console.say("probe-target", &[]),
        console.say("probe-modem", &[]),
        console.say("probe-firmware", &[]),
        console.say("probe-profiles", &[]),
        console.say("probe-pending", &[]),
    ];
    let widest = labels.iter().map(|label| columns(label)).max();
    let label = padded(&console.palette().strong(label), widest.unwrap_or_default());
    console.line(&format!("{label} {value}"))?;
    Ok(())
}

/// What the modem says of itself (3GPP TS 27.007 §5.1 to §5.3).
async fn modem(device: &mut Device, console: Console) -> Result<(), CliError> {
    let identity = device
        .lpa
        .modem_identity()
        .await
        .map_err(|error| lpa_error(&error))?;
    let Some(modem) = identity else { return Ok(()) };
    let words = [modem.manufacturer, modem.model, modem.revision];
    row(&console.say("probe-modem", &[]), &words.join(", "), console)
}

fn info(info: &EuiccInfo2, console: Console) -> Result<(), CliError> {
    let version = |[major, minor, revision]: [u8; 3]| format!("{major}.{minor}.{revision}");
    let row = |label: &str, value: &str| row(label, value, console);
    row("SGP.22", &version(info.svn))?;
    row(
        &console.say("probe-firmware", &[]),
        &version(info.firmware_version),
    )?;
    let package = version(info.profile_version).into();
    row(
        &console.say("probe-profiles", &[]),
        &console.say("probe-package", &[("version", package)]),
    )?;
    let resource = &info.card_resource;
    row(
        &console.say("probe-memory", &[]),
        &console.say(
            "probe-free",
            &[
                ("bytes", resource.free_non_volatile.to_string().into()),
                ("applications", resource.installed_applications.into()),
            ],
        ),
    )?;
    for id in &info.ci_pk_ids_for_verification {
        let id = signoff_protocol::hex::encode(id).into();
        row("CI", &console.say("probe-verifies", &[("id", id)]))?;
    }
    for id in &info.ci_pk_ids_for_signing {
        let id = signoff_protocol::hex::encode(id).into();
        row("CI", &console.say("probe-signs", &[("id", id)]))?;
    }
    Ok(())
}
