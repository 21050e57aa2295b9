//! The options of commands that talk to one card, and the way to it.

use std::path::PathBuf;

use clap::Args;
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::ProfileInfo;

use super::card::CardChoice;
use super::run::{load_dut, timeouts};
use super::{CliError, Console, Exit};
use crate::dut::Endpoints;
use crate::lpa::{Lpa, LpaError, LpaOptions, Outcome, Resolution, StateChange};
use crate::protection::{Affected, Expendable, Planned};
use crate::runner::Names;
use crate::text::{Message, Told};
use crate::transport::{
    OpenOptions, SimulatedDevice, SimulatorTransport, Target, Transport, TransportError, open,
};

/// Options of commands that talk to one card.
#[derive(Debug, Args)]
pub(super) struct DeviceArgs {
    /// Where the card is: sim:, pty:MODEM, serial:DEVICE or tcp:HOST:PORT [default: sim:]
    #[arg(long, value_name = "TARGET")]
    pub(super) target: Option<Target>,
    #[command(flatten)]
    pub(super) card: CardChoice,
    /// A profile that may be lost, by ICCID, or `all`; needed for serial: and tcp:
    #[arg(long, value_name = "ICCID|all")]
    pub(super) expendable: Vec<Expendable>,
    /// Device under test: its target, its expendable profiles, its names, the servers around it
    #[arg(long, value_name = "FILE")]
    pub(super) dut: Option<PathBuf>,
    /// How long an answer may take, in milliseconds
    #[arg(long, value_name = "N")]
    pub(super) timeout_ms: Option<u64>,
}

/// One card, ready for calls.
pub(super) struct Device {
    pub(super) lpa: Lpa,
    pub(super) names: Names,
    pub(super) expendable: Expendable,
    /// Whether nothing real can be lost.
    pub(super) simulated: bool,
    /// Certificates of the CIs that a simulated card trusts; a real one tells no more than their key identifiers.
    pub(super) roots: Vec<Vec<u8>>,
    /// The servers around it, as the DUT file says.
    pub(super) endpoints: Endpoints,
}

/// Runs one command on one thread.
pub(super) fn block_on<T>(future: impl Future<Output = Result<T, CliError>>) -> Result<T, CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(future);
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    result
}

impl DeviceArgs {
    /// The target in words, before anything is opened.
    pub(super) fn target_text(&self) -> String {
        match (&self.target, &self.dut) {
            (Some(target), _) => target.to_string(),
            (None, Some(dut)) => dut.display().to_string(),
            (None, None) => Target::Sim.to_string(),
        }
    }

    /// The arguments, leaving behind those of nobody.
    pub(super) fn take(&mut self) -> Self {
        let card = CardChoice {
            card: std::mem::take(&mut self.card.card),
            eid: self.card.eid,
            pki: self.card.pki.take(),
            state: self.card.state.take(),
            seed: self.card.seed,
        };
        Self {
            target: self.target.take(),
            card,
            expendable: std::mem::take(&mut self.expendable),
            dut: self.dut.take(),
            timeout_ms: self.timeout_ms,
        }
    }

    /// Opens the device.
    pub(super) async fn open(self, console: Console) -> Result<Device, CliError> {
        let dut = self
            .dut
            .as_deref()
            .map(|path| load_dut(path, console))
            .transpose()?;
        let target = self.target.or_else(|| dut.as_ref().map(|dut| dut.target.clone()));
        let target = target.unwrap_or(Target::Sim);
        let declared = dut
            .as_ref()
            .map_or(Expendable::None, |dut| dut.expendable.clone());
        let mut expendable = self.expendable.into_iter().fold(declared, Expendable::or);
        let mut names = Names::default();
        let mut roots = Vec::new();
        if let Some(option) = self.card.own_only()
            && target != Target::Sim
        {
            return Err(CliError::usage(Message::say(
                "error-own-card-option",
                &[("option", option.into())],
            )));
        }
        let options = OpenOptions {
            timeouts: timeouts(&target, self.timeout_ms),
            ..OpenOptions::default()
        };
        let transport: Box<dyn Transport> = if target.is_simulated() {
            let file = self.card.file()?;
            names = Names::of(&file);
            let declared = file.profiles.iter().filter(|profile| profile.expendable);
            expendable = if file.profiles.iter().all(|profile| profile.expendable) {
                // A simulated card that protects nothing: what was downloaded since may be lost, too.
                Expendable::All
            } else {
                expendable.or(Expendable::of(declared.map(|profile| profile.iccid)))
            };
            if target == Target::Sim {
                let card = self.card.card(&file)?;
                roots.extend(card.pki().map(|pki| pki.ci_certificate().to_vec()));
                Box::new(
                    SimulatorTransport::with_card(card, file, self.card.seed).map_err(|e| unreachable(&e))?,
                )
            } else {
                let same = self.card.card(&file)?;
                roots.extend(same.pki().map(|pki| pki.ci_certificate().to_vec()));
                let device = SimulatedDevice {
                    card: file,
                    seed: self.card.seed,
                    modem: None,
                };
                open(&target, Some(device), options)
                    .await
                    .map_err(|error| unreachable(&error))?
            }
        } else {
            open(&target, None, options)
                .await
                .map_err(|error| unreachable(&error))?
        };
        let mut endpoints = Endpoints::default();
        if let Some(dut) = dut {
            names = Names::from_pairs(dut.profiles);
            endpoints = dut.endpoints;
        }
        let lpa = Lpa::new(transport, LpaOptions::default(), Box::new(()));
        Ok(Device {
            lpa,
            names,
            expendable,
            simulated: target.is_simulated(),
            roots,
            endpoints,
        })
    }
}

impl Device {
    /// Closes the channel, whatever the command came to.
    pub(super) async fn finish<T>(mut self, result: Result<T, CliError>) -> Result<T, CliError> {
        let closed = self.lpa.close().await;
        let value = result?;
        closed.map_err(|error| lpa_error(&error))?;
        Ok(value)
    }

    /// Carries out a change if nothing is lost by it that must not be.
    pub(super) async fn change(&mut self, change: StateChange, console: Console) -> Result<Exit, CliError> {
        let profiles: Vec<ProfileInfo> = self.profiles().await?;
        let notifications = self.notifications().await?;
        let mut planned = Planned::change(&change, &profiles, &notifications);
        if let Affected::Profiles(iccids) = &mut planned.affected {
            // What the eUICC does not have can't be lost.
            iccids.retain(|iccid| {
                profiles
                    .iter()
                    .any(|profile| profile.iccid.as_ref() == Some(iccid))
                    || notifications
                        .iter()
                        .any(|metadata| metadata.iccid.as_ref() == Some(iccid))
            });
        }
        self.expendable.check(&planned).map_err(|error| {
            CliError::protected(Message::say("common-protected", &[("reason", error.told())]))
        })?;
        match self
            .lpa
            .change(&change)
            .await
            .map_err(|error| lpa_error(&error))?
        {
            Outcome::Done(()) => {
                let function = change.function().into();
                console.line(&console.say("profile-done", &[("function", function)]))?;
                Ok(Exit::Pass)
            }
            Outcome::Refused(refusal) => Err(CliError::failed(refusal.told())),
            Outcome::Unknown(error) => self.resolve(&change, &error, console).await,
        }
    }

    async fn resolve(
        &mut self,
        change: &StateChange,
        lost: &TransportError,
        console: Console,
    ) -> Result<Exit, CliError> {
        let reason = console.tell(&lost.told()).into();
        console.note(&console.say("profile-answer-lost", &[("reason", reason)]));
        let function = || change.function().into();
        match self
            .lpa
            .resolve(change)
            .await
            .map_err(|error| lpa_error(&error))?
        {
            Resolution::Done => {
                console.line(&console.say("profile-done-as-read", &[("function", function())]))?;
                Ok(Exit::Pass)
            }
            Resolution::NotDone => Err(CliError::failed(
                console.say("profile-not-done", &[("function", function())]),
            )),
            Resolution::Unclear(reason) => Err(CliError::failed(Message::say(
                "error-unclear",
                &[("function", change.function().into()), ("reason", reason.into())],
            ))),
        }
    }

    /// All profiles.
    pub(super) async fn profiles(&mut self) -> Result<Vec<ProfileInfo>, CliError> {
        let outcome = self
            .lpa
            .get_profiles_info(None, Some(&super::profile::LISTED))
            .await;
        settled(outcome)
    }

    /// All pending notifications, by ascending number.
    pub(super) async fn notifications(&mut self) -> Result<Vec<NotificationMetadata>, CliError> {
        let mut list = settled(self.lpa.list_notifications(None).await)?;
        list.sort_by_key(|metadata| metadata.seq_number);
        Ok(list)
    }
}

/// The value of a call that only reads.
pub(super) fn settled<T>(outcome: Result<Outcome<T>, LpaError>) -> Result<T, CliError> {
    match outcome.map_err(|error| lpa_error(&error))? {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(CliError::failed(refusal.told())),
        Outcome::Unknown(error) => Err(unreachable(&error)),
    }
}

/// A broken link is the environment's, everything else the card's.
pub(super) fn lpa_error(error: &LpaError) -> CliError {
    match error {
        LpaError::Transport { .. } | LpaError::Unresolvable { .. } => CliError::environment(error.told()),
        LpaError::NoIsdR { .. } => CliError::failed(error.told()).help(Message::say("error-probe-help", &[])),
        _ => CliError::failed(error.told()),
    }
}

/// The device does not answer.
pub(super) fn unreachable(error: &TransportError) -> CliError {
    let help = match error {
        TransportError::Busy { .. } => "error-busy-help",
        TransportError::Timeout { .. } | TransportError::Garbled { .. } => "error-at-port-help",
        _ => "error-ports-help",
    };
    CliError::environment(error.told()).help(Message::say(help, &[]))
}
