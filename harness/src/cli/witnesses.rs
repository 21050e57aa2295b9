//! The options that name who else can be asked about a profile: SM-DP+, operator, archive.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileInfo, ProfileTarget};
use url::{Host, Url};

use super::device::Device;
use super::network::NetworkArgs;
use super::{CliError, Exit};
use crate::dut::web_address;
use crate::flow::word::By;
use crate::lpa::archive::DirectoryArchive;
use crate::lpa::es9p::{HostMapping, ServerAddress};
use crate::runner::Names;
use crate::text::{Message, Told};
use crate::verification::{SmdpDoor, Verdict};

/// Who else can be asked.
#[derive(Debug, Args)]
pub(super) struct WitnessArgs {
    /// A simulated SM-DP+ that lets itself be asked: https://HOST, found as --resolve says
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) smdp: Option<Url>,
    #[command(flatten)]
    pub(super) network: NetworkArgs,
}

impl WitnessArgs {
    /// The door of the SM-DP+, if one is named here or in the DUT file.
    pub(super) fn smdp(&self, device: &Device) -> Result<Option<SmdpDoor>, CliError> {
        let Some(url) = self.smdp.as_ref().or(device.endpoints.smdp.as_ref()) else {
            return Ok(None);
        };
        let client = self.network.client(device.roots.clone(), &device.endpoints)?;
        let mappings = device.endpoints.resolve.iter().chain(&self.network.resolve);
        let server = server(url, mappings)?;
        Ok(Some(SmdpDoor::new(client, server)))
    }
}

/// The server of a URL. An address by number stands for the first host that is mapped to it, as certificates bear names.
fn server<'a>(url: &Url, mappings: impl Iterator<Item = &'a HostMapping>) -> Result<ServerAddress, CliError> {
    let wrong = |reason: Message| {
        let url = url.to_string().into();
        CliError::usage(Message::say(
            "verify-smdp-url",
            &[("url", url), ("reason", reason)],
        ))
    };
    if url.scheme() != "https" {
        return Err(wrong(Message::say("verify-smdp-https", &[])));
    }
    let port = url.port_or_known_default().unwrap_or(443);
    let ip = match url.host() {
        Some(Host::Ipv4(ip)) => Some(std::net::IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => Some(std::net::IpAddr::V6(ip)),
        _ => None,
    };
    let mut mappings = mappings;
    let mapped =
        ip.and_then(|ip| mappings.find(|mapping| mapping.place.ip() == ip && mapping.place.port() == port));
    let text = match (mapped, url.host_str()) {
        (Some(mapping), _) => mapping.host.clone(),
        (None, Some(host)) if port == 443 => host.to_owned(),
        (None, Some(host)) => format!("{host}:{port}"),
        (None, None) => return Err(wrong(Message::say("verify-smdp-no-host", &[]))),
    };
    text.parse()
        .map_err(|error: crate::lpa::es9p::AddressError| wrong(error.told()))
}

/// Opens an archive that is there.
pub(super) fn archive(folder: Option<&PathBuf>) -> Result<Option<DirectoryArchive>, CliError> {
    let Some(folder) = folder else {
        return Ok(None);
    };
    if !folder.is_dir() {
        let folder = folder.display().to_string().into();
        return Err(CliError::usage(Message::say(
            "verify-no-archive",
            &[("folder", folder)],
        )));
    }
    open_archive(folder).map(Some)
}

/// Opens an archive, and makes it if there is none.
pub(super) fn open_archive(folder: &Path) -> Result<DirectoryArchive, CliError> {
    DirectoryArchive::open(folder).map_err(|error| CliError::environment(error.told()))
}

/// The profile that a person means: by ICCID, by a name of the card or DUT file, by its nickname or name on the card.
pub(super) fn profile(text: &str, names: &Names, profiles: &[ProfileInfo]) -> Result<Iccid, CliError> {
    if let Some(ProfileTarget::Iccid(iccid)) = names.target(text, By::Iccid) {
        return Ok(iccid);
    }
    if let Ok(iccid) = text.parse::<Iccid>() {
        return Ok(iccid);
    }
    let is_so = |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case(text));
    let found: Vec<Iccid> = profiles
        .iter()
        .filter(|one| is_so(one.nickname.as_deref()) || is_so(one.profile_name.as_deref()))
        .filter_map(|one| one.iccid)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let nobody = Message::say("verify-no-profile", &[("name", text.into())]);
            Err(CliError::usage(nobody).help(Message::say("verify-no-profile-help", &[])))
        }
        several => {
            let list: Vec<String> = several.iter().map(ToString::to_string).collect();
            let ambiguous = Message::say(
                "verify-several-profiles",
                &[("name", text.into()), ("count", several.len().into())],
            );
            let help = Message::say(
                "verify-several-profiles-help",
                &[("iccids", list.join(", ").into())],
            );
            Err(CliError::usage(ambiguous).help(help))
        }
    }
}

/// Reads `30s`, `5m`, `1h 30m`.
pub(super) fn duration(text: &str) -> Result<Duration, DurationError> {
    let parsed: jiff::SignedDuration = text.parse().map_err(|_| DurationError)?;
    Duration::try_from(parsed).map_err(|_| DurationError)
}

/// A text is no time that can be waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is a time like 30s, 5m or 1h")]
pub(in crate::cli) struct DurationError;

impl Told for DurationError {
    fn told(&self) -> Message {
        Message::translated("cause-usage-duration", &[], self)
    }
}

/// The exit code of a verdict: 0 for a profile that is fully removed only.
pub(super) const fn exit(verdict: Verdict) -> Exit {
    match verdict {
        Verdict::Removed => Exit::Pass,
        Verdict::Unknown => Exit::Environment,
        Verdict::RemovedContractEnding
        | Verdict::RemovedNotAcknowledged
        | Verdict::StillThere
        | Verdict::Disagreement => Exit::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_by_number_stands_for_the_host_that_is_mapped_to_it() {
        let mapping: HostMapping = "smdp.travel.example=127.0.0.1:8443".parse().expect("a mapping");
        for (url, want) in [
            ("https://127.0.0.1:8443", "smdp.travel.example"),
            ("https://127.0.0.1:9", "127.0.0.1:9"),
            ("https://smdp.travel.example", "smdp.travel.example"),
            ("https://smdp.travel.example:8443/", "smdp.travel.example:8443"),
        ] {
            let url = Url::parse(url).expect(url);
            let found = server(&url, [&mapping].into_iter()).expect("a server");
            assert_eq!(found.to_string(), want, "{url}");
        }
        let http = Url::parse("http://127.0.0.1:8443").expect("a URL");
        assert!(server(&http, [].into_iter()).is_err());
    }

    #[test]
    fn times() {
        for (text, want) in [("30s", 30), ("5m", 300), ("1h 30m", 5_400), ("0s", 0)] {
            assert_eq!(duration(text), Ok(Duration::from_secs(want)), "{text}");
        }
        for text in ["", "30", "-5s", "soon"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
