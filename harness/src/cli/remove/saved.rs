//! The options of a run as its journal keeps them, so that a resumption needs none. Nothing that identifies a person is
//! among them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::RemoveArgs;
use crate::cli::CliError;
use crate::cli::device::DeviceArgs;
use crate::cli::witnesses::WitnessArgs;
use crate::protection::Expendable;
use crate::removal::certificate::EidShown;
use crate::text::Message;

/// What a resumption has to know.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Saved {
    target: Option<String>,
    card: String,
    eid: Option<String>,
    pki: Option<PathBuf>,
    state: Option<PathBuf>,
    seed: u64,
    expendable: Vec<String>,
    dut: Option<PathBuf>,
    timeout_ms: Option<u64>,
    smdp: Option<String>,
    resolve: Vec<String>,
    tls_root: Vec<PathBuf>,
    server_timeout_ms: Option<u64>,
    operator: Option<String>,
    at: String,
    certificate: Option<PathBuf>,
    redact_eid: EidShown,
    patience_ms: u64,
    no_reset: bool,
}

impl Saved {
    /// What these options say. Paths are made absolute: a resumption may come from another folder.
    pub(super) fn of(args: &RemoveArgs) -> Self {
        let device = &args.device;
        let network = &args.witnesses.network;
        Self {
            target: device.target.as_ref().map(ToString::to_string),
            card: card(&device.card.card),
            eid: device.card.eid.map(|eid| eid.to_string()),
            pki: device.card.pki.as_deref().map(absolute),
            state: device.card.state.as_deref().map(absolute),
            seed: device.card.seed,
            expendable: device.expendable.iter().flat_map(digits).collect(),
            dut: device.dut.as_deref().map(absolute),
            timeout_ms: device.timeout_ms,
            smdp: args.witnesses.smdp.as_ref().map(ToString::to_string),
            resolve: network.resolve.iter().map(ToString::to_string).collect(),
            tls_root: network.tls_root.iter().map(|path| absolute(path)).collect(),
            server_timeout_ms: network.server_timeout_ms,
            operator: args.desk.operator.as_ref().map(ToString::to_string),
            at: args.at.to_string(),
            certificate: args.certificate.as_deref().map(absolute),
            redact_eid: args.redact_eid,
            patience_ms: u64::try_from(args.patience.as_millis()).unwrap_or(u64::MAX),
            no_reset: args.no_reset,
        }
    }

    /// Puts them in place of what `args` have by default.
    pub(super) fn restore(self, args: &mut RemoveArgs) -> Result<(), CliError> {
        let wrong = |what: &'static str| {
            CliError::usage(Message::say(
                "remove-option-unreadable",
                &[("option", what.into())],
            ))
        };
        let device = &mut args.device;
        if device.target.is_none() && device.dut.is_none() {
            *device = DeviceArgs {
                target: parsed(self.target.as_deref()).ok_or_else(|| wrong("--target"))?,
                card: crate::cli::card::CardChoice {
                    card: self.card,
                    eid: parsed(self.eid.as_deref()).ok_or_else(|| wrong("--eid"))?,
                    pki: self.pki,
                    state: self.state,
                    seed: self.seed,
                },
                expendable: self
                    .expendable
                    .iter()
                    .map(|text| text.parse().map_err(|_| wrong("--expendable")))
                    .collect::<Result<_, _>>()?,
                dut: self.dut,
                timeout_ms: self.timeout_ms,
            };
        }
        let WitnessArgs { smdp, network } = &mut args.witnesses;
        if smdp.is_none() {
            *smdp = parsed(self.smdp.as_deref()).ok_or_else(|| wrong("--smdp"))?;
        }
        if network.resolve.is_empty() {
            let mappings: Result<_, _> = self.resolve.iter().map(|text| text.parse()).collect();
            network.resolve = mappings.map_err(|_| wrong("--resolve"))?;
        }
        if network.tls_root.is_empty() {
            network.tls_root = self.tls_root;
        }
        network.server_timeout_ms = network.server_timeout_ms.or(self.server_timeout_ms);
        if args.desk.operator.is_none() {
            args.desk.operator = parsed(self.operator.as_deref()).ok_or_else(|| wrong("--operator"))?;
        }
        args.at = self.at.parse().map_err(|_| wrong("--at"))?;
        if args.certificate.is_none() {
            args.certificate = self.certificate;
        }
        args.redact_eid = self.redact_eid;
        args.no_reset |= self.no_reset;
        Ok(())
    }

    /// How long was to be waited.
    pub(super) const fn patience(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.patience_ms)
    }
}

/// `Some(None)` for nothing, `None` for what can't be read.
#[expect(clippy::option_option, reason = "absent, or unreadable")]
fn parsed<T: std::str::FromStr>(text: Option<&str>) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => text.parse().ok().map(Some),
    }
}

/// A shipped card keeps its name, a file gets its whole path.
fn card(name: &str) -> String {
    if signoff_fixtures::card(name).is_some() {
        return name.to_owned();
    }
    absolute(Path::new(name)).display().to_string()
}

fn digits(expendable: &Expendable) -> Vec<String> {
    match expendable {
        Expendable::None => Vec::new(),
        Expendable::All => vec!["all".to_owned()],
        Expendable::Set(set) => set.iter().map(ToString::to_string).collect(),
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
