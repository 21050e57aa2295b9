//! `signoff profile download`

use std::io::IsTerminal;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use signoff_protocol::activation_code::ActivationCode;
use signoff_protocol::es10b::CancelSessionReason;

use super::deliver::{ArchiveArgs, carry_out};
use super::device::{Device, DeviceArgs, lpa_error};
use super::network::{NetworkArgs, es9p_error};
use super::{CliError, Console, Exit};
use crate::lpa::delivery::{DeliveryOptions, Which};
use crate::lpa::download::{
    CancelAt, Cancellation, Consent, DownloadError, DownloadOutcome, DownloadRequest, Observer, Offer,
    Source, Stage, StageError, download,
};
use crate::lpa::es9p::Es9pClient;
use crate::protection::Expendable;
use crate::text::{Message, Told};

/// Arguments of `signoff profile download`.
#[derive(Debug, Args)]
#[command(after_help = "\
On serial: and tcp: the profile that comes must be declared by --expendable, as everything that changes there; if it
is not, the download is postponed when its ICCID is known, which leaves the order as it was.

Examples:
  signoff profile download 'LPA:1$smdp.travel.example$TRAVEL-1' --resolve smdp.travel.example=127.0.0.1:8443
  signoff profile download 'LPA:1$smdp.example.com$TOKEN$$1' --confirmation-code 1234 --target serial:/dev/ttyUSB2 \\
      --tls-root ci.pem --expendable all
  signoff profile download 'LPA:1$smdp.travel.example$TRAVEL-1' --cancel-at consent=endUserRejection")]
pub(super) struct DownloadArgs {
    /// Activation code, as under a QR code
    #[arg(value_name = "CODE", required_unless_present_any = ["default_smdp", "smds"])]
    code: Option<ActivationCode>,
    /// Ask the default SM-DP+ of the card instead
    #[arg(long, conflicts_with_all = ["code", "smds"])]
    default_smdp: bool,
    /// Ask an SM-DS instead: this one, or the root SM-DS of the card
    #[arg(long, value_name = "ADDRESS", conflicts_with = "code", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "absent, without a value, with a value")]
    smds: Option<Option<String>>,
    /// What the operator gave beside the activation code
    #[arg(long, value_name = "TEXT")]
    confirmation_code: Option<String>,
    /// Cancel before a stage, for a reason [default: endUserRejection]
    #[arg(long, value_name = "STAGE[=REASON]", value_parser = cancel_at)]
    cancel_at: Option<CancelAt>,
    /// Leave the result, and the profile's own notifications, on the card instead of delivering them
    #[arg(long)]
    no_deliver: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    network: NetworkArgs,
    #[command(flatten)]
    device: DeviceArgs,
}

impl DownloadArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let source = match (&self.code, &self.smds) {
            (Some(code), _) => Source::ActivationCode(code.clone()),
            (None, Some(address)) => Source::Smds(address.clone()),
            (None, None) => Source::DefaultSmdp,
        };
        let request = DownloadRequest {
            confirmation_code: self.confirmation_code.clone(),
            cancel_at: self.cancel_at,
            ..DownloadRequest::new(source)
        };
        let mut device = self.device.open(console).await?;
        let done = match self
            .network
            .client(std::mem::take(&mut device.roots), &device.endpoints)
        {
            Ok(client) => {
                run(
                    &mut device,
                    &client,
                    &request,
                    &self.archive,
                    self.no_deliver,
                    console,
                )
                .await
            }
            Err(error) => Err(error),
        };
        device.finish(done).await
    }
}

async fn run(
    device: &mut Device,
    client: &Es9pClient,
    request: &DownloadRequest,
    archive: &ArchiveArgs,
    no_deliver: bool,
    console: Console,
) -> Result<Exit, CliError> {
    let mut screen = Screen {
        console,
        bar: ProgressBar::hidden(),
        allowed: (!device.simulated).then(|| device.expendable.clone()),
        protected: None,
    };
    let ended = download(&mut device.lpa, client, request, &mut screen).await;
    screen.bar.finish_and_clear();
    let outcome = ended.map_err(|error| failed(&error, console))?;
    if let Some(error) = screen.protected {
        return Err(error);
    }
    let (result, left) = told(outcome, console);
    let Some(which) = left.filter(|_| !no_deliver) else {
        return result;
    };
    let options = DeliveryOptions {
        which,
        ..DeliveryOptions::default()
    };
    let mut archive = archive.open()?;
    let delivered = carry_out(device, client, &mut archive, &options, console).await;
    result?;
    delivered
}

type End = (Result<Exit, CliError>, Option<Which>);

/// Says how it ended; and what waits for delivery now, if there is anything.
fn told(outcome: DownloadOutcome, console: Console) -> End {
    match outcome {
        DownloadOutcome::Installed(installed) => {
            let variables = [
                ("iccid", installed.iccid.to_string().into()),
                ("aid", installed.aid.to_string().into()),
            ];
            let line = if installed.read_back {
                console.say("profile-installed-as-read", &variables)
            } else {
                console.say("profile-installed", &variables)
            };
            let said = console.line(&line).map(|()| Exit::Pass).map_err(CliError::from);
            let left = Which::Installation {
                result: installed.seq_number,
                iccid: Some(installed.iccid),
            };
            (said, Some(left))
        }
        DownloadOutcome::Refused(refused) => {
            let message = console.tell(&refused.told());
            let message = format!("{message}{}", ended(&refused.cancellation, console));
            let left = refused
                .seq_number
                .map(|result| Which::Installation { result, iccid: None });
            (Err(CliError::failed(message)), left)
        }
        DownloadOutcome::Cancelled {
            stage,
            reason,
            cancellation,
        } => {
            let cancelled = console.say(
                "profile-download-cancelled",
                &[
                    ("stage", stage.to_string().into()),
                    ("reason", reason.to_string().into()),
                ],
            );
            let line = format!("{cancelled}{}", ended(&cancellation, console));
            let said = match cancellation {
                Cancellation::Failed { .. } => Err(CliError::failed(line)),
                _ => console.line(&line).map(|()| Exit::Pass).map_err(CliError::from),
            };
            (said, None)
        }
        DownloadOutcome::NoEvent { server } => {
            let server = server.into();
            let message = console.say("profile-no-event", &[("server", server)]);
            (Err(CliError::failed(message)), None)
        }
        DownloadOutcome::Unknown { reason } => {
            let reason = reason.into();
            let message = console.say("profile-download-unknown", &[("reason", reason)]);
            let error =
                CliError::environment(message).help(console.say("profile-download-unknown-help", &[]));
            (Err(error), None)
        }
    }
}

/// Who knows that the session ended.
fn ended(cancellation: &Cancellation, console: Console) -> String {
    match cancellation {
        Cancellation::NotNeeded => String::new(),
        Cancellation::Euicc { .. } => console.say("profile-session-ended-by-card", &[]),
        Cancellation::Both { reason } => {
            let reason = reason.to_string().into();
            console.say("profile-session-ended-by-both", &[("reason", reason)])
        }
        Cancellation::Failed { problem, .. } => {
            let problem = problem.into();
            console.say("profile-session-not-cancelled", &[("problem", problem)])
        }
    }
}

fn failed(error: &DownloadError, console: Console) -> CliError {
    match error {
        DownloadError::Lpa { source, .. } => lpa_error(source),
        DownloadError::Es9p {
            source, cancellation, ..
        } => {
            let mut answer = es9p_error(source);
            let message = console.tell(&answer.message);
            answer.message = format!("{message}{}", ended(cancellation, console)).into();
            answer
        }
    }
}

/// Shows the way of a download.
struct Screen {
    console: Console,
    bar: ProgressBar,
    /// What may come onto a real card; nothing needs to be declared on a simulated one.
    allowed: Option<Expendable>,
    protected: Option<CliError>,
}

impl Observer for Screen {
    fn consent(&mut self, offer: &Offer) -> Consent {
        let metadata = &offer.metadata;
        let variables = [
            ("name", metadata.profile_name.as_str().into()),
            ("provider", metadata.service_provider_name.as_str().into()),
            ("iccid", metadata.iccid.to_string().into()),
            ("server", offer.server.as_str().into()),
        ];
        self.console.note(&if offer.rules_need_consent {
            self.console.say("profile-offered-with-rules", &variables)
        } else {
            self.console.say("profile-offered", &variables)
        });
        match &self.allowed {
            Some(allowed) if !allowed.contains(&metadata.iccid) => {
                let say = |id| {
                    self.console
                        .say(id, &[("iccid", metadata.iccid.to_string().into())])
                };
                self.protected = Some(
                    CliError::protected(say("profile-not-declared")).help(say("profile-not-declared-help")),
                );
                Consent::Cancel(CancelSessionReason::Postponed)
            }
            _ => Consent::Accept,
        }
    }

    fn stage(&mut self, stage: Stage) {
        if self.console.verbose > 0 {
            self.console.note(&format!("{stage}"));
        }
    }

    fn segment(&mut self, done: usize, total: usize) {
        if self.bar.length().is_none() && std::io::stderr().is_terminal() {
            self.bar =
                ProgressBar::new(u64::try_from(total).unwrap_or(u64::MAX)).with_style(style(self.console));
        }
        self.bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }

    fn note(&mut self, note: &str) {
        self.console.note(note);
    }
}

fn style(console: Console) -> ProgressStyle {
    let counts = [("bar", "{bar:30}".into()), ("count", "{pos}/{len}".into())];
    ProgressStyle::with_template(&console.say("profile-installing", &counts))
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Why a text says not where to cancel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum CancelAtError {
    /// No stage.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// No reason.
    #[error("{0:?} is no reason to cancel a session; reasons are {names}", names = reasons())]
    Reason(String),
}

impl Told for CancelAtError {
    fn told(&self) -> Message {
        match self {
            Self::Stage(error) => Message::translated(
                "cause-stage",
                &[
                    ("text", format!("{:?}", error.text).into()),
                    ("stages", Stage::words().into()),
                ],
                self,
            ),
            Self::Reason(text) => Message::translated(
                "cause-cancel-reason",
                &[
                    ("text", format!("{text:?}").into()),
                    ("reasons", reasons().into()),
                ],
                self,
            ),
        }
    }
}

/// The names of all reasons.
fn reasons() -> String {
    let names: Vec<&str> = CancelSessionReason::NAMED
        .iter()
        .map(|known| known.name())
        .collect();
    names.join(", ")
}

/// Reads `STAGE` or `STAGE=REASON`.
fn cancel_at(text: &str) -> Result<CancelAt, CancelAtError> {
    let (stage, reason) = match text.split_once('=') {
        Some((stage, reason)) => (stage, reason),
        None => (text, "endUserRejection"),
    };
    let reason = CancelSessionReason::NAMED
        .iter()
        .find(|known| known.name() == reason || known.code().to_string() == reason)
        .copied()
        .ok_or_else(|| CancelAtError::Reason(reason.to_owned()))?;
    Ok(CancelAt {
        stage: stage.parse()?,
        reason,
    })
}
