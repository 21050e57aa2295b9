//! `download` and `redownload`: a profile over a whole RSP session.

use signoff_protocol::activation_code::ActivationCode;
use signoff_protocol::es10b::CancelSessionReason;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_simulator::smdp::{OrderRequest, ProfileState};

use super::operator::place_order;
use super::recorder::Recorder;
use crate::flow::download::{CancelAt, DownloadStep, RedownloadStep};
use crate::flow::field::{Field, Scalar as _};
use crate::flow::scalar::{Name, RefusalName};
use crate::flow::word::{CancelReason, DownloadStage, Refuser};
use crate::lpa::download::{
    CancelAt as LpaCancelAt, Consent, DownloadError, DownloadOutcome, DownloadRequest, Observer, Offer,
    Party, Source, Stage, download,
};
use crate::lpa::{LpaError, Resolution};
use crate::runner::answer::{Answer, Ended};
use crate::runner::error::StepError;
use crate::runner::session::{Session, broken};
use crate::transport::TransportError;

/// How a download ended, if the link held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Downloaded {
    /// The profile is installed.
    Installed {
        /// The profile.
        iccid: Iccid,
        /// AID of its ISD-P.
        isdp_aid: Option<Aid>,
        /// Number of the installation result.
        seq_number: SeqNumber,
    },
    /// Somebody refused.
    Refused {
        /// Who.
        by: Refuser,
        /// At which stage.
        stage: DownloadStage,
        /// Name of the result or status code.
        code: String,
        /// In words.
        message: String,
    },
    /// The user or the LPA cancelled the session.
    Cancelled {
        /// Why.
        reason: CancelReason,
    },
}

impl std::fmt::Display for Downloaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Installed { iccid, .. } => write!(f, "installed {iccid}"),
            Self::Refused {
                by,
                stage,
                code,
                message,
            } => {
                write!(f, "refused by {by} at {stage}: {code}")?;
                if message.is_empty() {
                    return Ok(());
                }
                write!(f, " ({message})")
            }
            Self::Cancelled { reason } => write!(f, "cancelled: {reason}"),
        }
    }
}

impl Session {
    /// A download as the step says.
    pub(in crate::runner) async fn download(&mut self, step: &DownloadStep) -> Result<Ended, StepError> {
        let source = if let Some(name) = &step.profile {
            Source::ActivationCode(self.activation_code(name)?)
        } else if let Some(code) = self.option(step.activation_code.as_ref())? {
            match code.parse() {
                Ok(code) => Source::ActivationCode(code),
                Err(error) => return Ok(Ended::Broken(format!("{code:?}: {error}"))),
            }
        } else if step.default_smdp.is_some() {
            Source::DefaultSmdp
        } else {
            Source::Smds(None)
        };
        let mut request = DownloadRequest::new(source);
        request.confirmation_code = self.option(step.confirmation_code.as_ref())?;
        request.cancel_at = step.cancel_at.as_ref().map(|at| self.cancel_at(at)).transpose()?;
        let consents = self.option(step.consent.as_ref())?.unwrap_or(true);
        self.carry_out(request, consents).await
    }

    /// A new order where the SM-DP+ has the profile in stock again, then a download.
    pub(in crate::runner) async fn redownload(&mut self, step: &RedownloadStep) -> Result<Ended, StepError> {
        let name = step.profile.as_ref().ok_or(StepError::Empty)?;
        let confirmation_code = self.option(step.confirmation_code.as_ref())?;
        let service = self.servers.service()?;
        let iccid = self.iccid_at(service, name)?;
        if service.state(iccid) == Some(ProfileState::Available) {
            let order = OrderRequest {
                confirmation_code: confirmation_code.clone(),
                ..OrderRequest::of(iccid)
            };
            match place_order(service, &order) {
                Ok(order) => {
                    self.orders.insert(iccid, order.activation_code);
                }
                Err((code, message)) => {
                    return Ok(Ended::Answer(Answer::Download(Downloaded::Refused {
                        by: Refuser::Smdp,
                        stage: DownloadStage::Discovery,
                        code,
                        message,
                    })));
                }
            }
        }
        let mut request = DownloadRequest::by_code(self.activation_code(name)?);
        request.confirmation_code = confirmation_code;
        self.carry_out(request, true).await
    }

    /// The activation code of a profile: that of its last order, or of the SM-DP+ file.
    fn activation_code(&self, name: &Field<Name>) -> Result<ActivationCode, StepError> {
        let service = self.servers.service()?;
        let iccid = self.iccid_at(service, name)?;
        let code = match self.orders.get(&iccid) {
            Some(code) => code.clone(),
            None => service.activation_code(iccid),
        };
        code.parse().map_err(|_| StepError::Profile {
            name: self.names.short(Some(&iccid)),
            identifier: "activation code",
        })
    }

    fn cancel_at(&self, at: &CancelAt) -> Result<LpaCancelAt, StepError> {
        let stage = self.value(&at.stage)?;
        let reason = self.value(&at.reason)?;
        Ok(LpaCancelAt {
            stage: Stage::ALL
                .into_iter()
                .find(|known| known.word() == stage.name())
                .ok_or(StepError::Empty)?,
            reason: CancelSessionReason::NAMED
                .iter()
                .copied()
                .find(|known| reason_of(*known) == reason)
                .ok_or(StepError::Empty)?,
        })
    }

    async fn carry_out(&mut self, request: DownloadRequest, consents: bool) -> Result<Ended, StepError> {
        let recorder = Recorder::new(self.servers.es9p()?, self.exchanges.clone(), None);
        let mut user = User {
            consents,
            offered: None,
        };
        let outcome = download(&mut self.lpa, &recorder, &request, &mut user).await;
        let lost = match outcome {
            Ok(DownloadOutcome::Unknown { reason }) => TransportError::Mute { reason },
            Err(DownloadError::Lpa {
                source: LpaError::Transport { source, .. },
                ..
            }) => source,
            Ok(outcome) => {
                let downloaded = of_outcome(outcome);
                if let Downloaded::Installed { iccid, isdp_aid, .. } = &downloaded {
                    self.names.installed(*iccid, *isdp_aid);
                }
                return Ok(Ended::Answer(Answer::Download(downloaded)));
            }
            Err(DownloadError::Lpa { source, .. }) => return broken(source),
            Err(DownloadError::Es9p { stage, source, .. }) => {
                return Ok(Ended::Answer(Answer::Download(Downloaded::Refused {
                    by: Refuser::Lpa,
                    stage: stage_of(stage),
                    code: source.word(),
                    message: source.to_string(),
                })));
            }
        };
        let resolution = self.read_back_download(user.offered).await?;
        Ok(Ended::Unknown {
            error: lost,
            resolution,
        })
    }

    /// Whether the eUICC has the profile, after a link that broke.
    async fn read_back_download(&mut self, offered: Option<Iccid>) -> Result<Resolution, StepError> {
        self.lpa.power_cycle().await?;
        let Some(iccid) = offered else {
            return Ok(Resolution::NotDone);
        };
        let profiles = self.lpa.get_profiles_info(None, None).await?;
        let profiles = crate::runner::read_state::settled("GetProfilesInfo", profiles)?;
        self.names.learn(&profiles);
        let installed = profiles.iter().any(|profile| profile.iccid == Some(iccid));
        Ok(if installed {
            Resolution::Done
        } else {
            Resolution::NotDone
        })
    }
}

/// The user of the device.
struct User {
    consents: bool,
    offered: Option<Iccid>,
}

impl Observer for User {
    fn consent(&mut self, offer: &Offer) -> Consent {
        self.offered = Some(offer.metadata.iccid);
        if offer.rules_need_consent && !self.consents {
            return Consent::Cancel(CancelSessionReason::EndUserRejection);
        }
        Consent::Accept
    }
}

fn of_outcome(outcome: DownloadOutcome) -> Downloaded {
    match outcome {
        DownloadOutcome::Installed(installed) => Downloaded::Installed {
            iccid: installed.iccid,
            isdp_aid: Some(installed.aid),
            seq_number: installed.seq_number,
        },
        DownloadOutcome::Refused(refused) => Downloaded::Refused {
            by: match refused.because.by() {
                Party::Euicc => Refuser::Euicc,
                Party::Server => Refuser::Smdp,
                Party::Lpa => Refuser::Lpa,
            },
            stage: stage_of(refused.stage),
            code: RefusalName::from_sgp22(&refused.because.word()).to_string(),
            message: refused.because.to_string(),
        },
        DownloadOutcome::Cancelled { reason, .. } => Downloaded::Cancelled {
            reason: reason_of(reason),
        },
        DownloadOutcome::NoEvent { server } => Downloaded::Refused {
            by: Refuser::Lpa,
            stage: DownloadStage::Discovery,
            code: "no_event".to_owned(),
            message: format!("{server} knows of nothing for this eUICC"),
        },
        // Read back by the caller.
        DownloadOutcome::Unknown { reason } => Downloaded::Refused {
            by: Refuser::Lpa,
            stage: DownloadStage::LoadBoundProfilePackage,
            code: "other".to_owned(),
            message: reason,
        },
    }
}

fn stage_of(stage: Stage) -> DownloadStage {
    DownloadStage::parse(stage.word()).unwrap_or(DownloadStage::InitiateAuthentication)
}

fn reason_of(reason: CancelSessionReason) -> CancelReason {
    let name = RefusalName::from_sgp22(reason.name()).to_string();
    CancelReason::parse(&name).unwrap_or(CancelReason::UndefinedReason)
}
