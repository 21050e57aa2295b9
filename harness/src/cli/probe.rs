//! `signoff probe`

use clap::Args;
use signoff_protocol::es10b::EuiccInfo2;

use super::device::{Device, DeviceArgs, block_on, lpa_error, settled};
use super::profile::profile_table;
use super::{CliError, Console, Exit};
use crate::lpa::DetectionKind;

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
    console.line(&format!("target   {}", device.lpa.transport().describe()))?;
    modem(device, console).await?;
    let found = device.lpa.detect().await.map_err(|error| lpa_error(&error))?;
    console.line(&format!("card     {}", found.kind.name()))?;
    for line in &found.evidence {
        console.line(&format!("         {line}"))?;
    }
    for attempt in &found.tried {
        console.line(&format!("         tried {attempt}"))?;
    }
    let DetectionKind::Euicc { .. } = found.kind else {
        return Ok(Exit::Failed);
    };
    let eid = settled(device.lpa.get_eid().await)?;
    let check = if eid.has_valid_check_digits() {
        ""
    } else {
        "  (its check digits are wrong)"
    };
    console.line(&format!("EID      {eid}{check}"))?;
    info(&settled(device.lpa.get_euicc_info2().await)?, console)?;
    let addresses = settled(device.lpa.configured_addresses().await)?;
    let default = addresses
        .default_smdp_address
        .filter(|address| !address.is_empty());
    console.line(&format!("SM-DP+   {}", default.as_deref().unwrap_or("none")))?;
    console.line(&format!("SM-DS    {}", addresses.root_smds_address))?;
    let notifications = device.notifications().await?;
    console.line(&format!("pending  {} notifications", notifications.len()))?;
    let profiles = device.profiles().await?;
    if profiles.is_empty() {
        console.line("no profiles")?;
    } else {
        console.line(&format!("\n{}", profile_table(&profiles)))?;
    }
    Ok(Exit::Pass)
}

/// What the modem says of itself (3GPP TS 27.007 §5.1 to §5.3).
async fn modem(device: &mut Device, console: Console) -> Result<(), CliError> {
    if !device.lpa.transport().capabilities().at {
        return Ok(());
    }
    let mut words = Vec::new();
    for command in ["AT+CGMI", "AT+CGMM", "AT+CGMR"] {
        let answer = device.lpa.transport().at(command).await;
        let answer = answer.map_err(|error| super::device::unreachable(&error))?;
        words.extend(answer.lines.into_iter().take(1));
    }
    console.line(&format!("modem    {}", words.join(", ")))?;
    Ok(())
}

fn info(info: &EuiccInfo2, console: Console) -> Result<(), CliError> {
    let version = |[major, minor, revision]: [u8; 3]| format!("{major}.{minor}.{revision}");
    let resource = info.card_resource;
    console.line(&format!("SGP.22   {}", version(info.svn)))?;
    console.line(&format!("firmware {}", version(info.firmware_version)))?;
    console.line(&format!("profiles package {}", version(info.profile_version)))?;
    console.line(&format!(
        "memory   {} bytes free, {} applications installed",
        resource.free_non_volatile, resource.installed_applications
    ))?;
    for (what, ids) in [
        ("verifies", &info.ci_pk_ids_for_verification),
        ("signs", &info.ci_pk_ids_for_signing),
    ] {
        for id in ids {
            console.line(&format!(
                "CI       {what} for {}",
                signoff_protocol::hex::encode(id)
            ))?;
        }
    }
    Ok(())
}
