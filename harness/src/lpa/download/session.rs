//! What the steps of a download share: where it is, what both sides know, and how it stops.

use signoff_protocol::es10b::CancelSessionReason;

use super::super::es9p::{Es9p, Es9pCause, Es9pError};
use super::super::{Lpa, LpaError, Outcome, Refusal};
use super::cancel::{Open, cancel};
use super::{
    Cancellation, DownloadError, DownloadOutcome, DownloadRequest, LpaRefusal, Observer, Refused,
    RefusedBecause, Stage,
};

/// A download on its way.
pub(super) struct Session<'a> {
    pub(super) lpa: &'a mut Lpa,
    pub(super) es9p: &'a dyn Es9p,
    pub(super) request: &'a DownloadRequest,
    pub(super) observer: &'a mut dyn Observer,
    pub(super) stage: Stage,
    /// The session that has to be cancelled if it stops now: set once the eUICC has authenticated the server, as it
    /// knows of no session before.
    pub(super) open: Option<Open>,
}

/// Why a download stops.
#[derive(Debug)]
pub(super) enum Stop {
    /// The eUICC, or the server by an answer in good form, said no. Nobody has to be told but the eUICC.
    Refused(RefusedBecause),
    /// The LPA goes no further, and says why to both.
    Own(LpaRefusal, CancelSessionReason),
    /// The eUICC does not take the package, and has made no result of that.
    NotTaken(Refusal),
    /// It was to be cancelled here.
    Wanted(CancelSessionReason),
    /// The link to the eUICC broke.
    Lpa(LpaError),
    /// No answer of the server, or one that is none.
    Es9p(Es9pError),
    /// The outcome is there already.
    Ended(DownloadOutcome),
}

impl From<LpaError> for Stop {
    fn from(error: LpaError) -> Self {
        Self::Lpa(error)
    }
}

impl From<Es9pError> for Stop {
    fn from(error: Es9pError) -> Self {
        match error.cause {
            Es9pCause::Failed(failure) => Self::Refused(RefusedBecause::Server(failure)),
            _ => Self::Es9p(error),
        }
    }
}

impl Stop {
    /// Something from the server that cannot be read.
    pub(super) fn unreadable(what: &'static str, reason: &impl ToString) -> Self {
        let reason = reason.to_string();
        Self::Own(
            LpaRefusal::Unreadable { what, reason },
            CancelSessionReason::UndefinedReason,
        )
    }
}

/// The value of a call, or the refusal of the eUICC as a reason to stop.
pub(super) fn done<T>(outcome: Outcome<T>) -> Result<T, Stop> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(Stop::Refused(RefusedBecause::Euicc(refusal))),
        Outcome::Unknown(source) => Err(Stop::Lpa(LpaError::Transport {
            doing: "a call that changes nothing".to_owned(),
            source,
        })),
    }
}

impl Session<'_> {
    /// Goes into a stage, unless the request cancels there.
    pub(super) fn enter(&mut self, stage: Stage) -> Result<(), Stop> {
        self.stage = stage;
        match self.request.cancel_at {
            Some(cancel) if cancel.stage == stage => Err(Stop::Wanted(cancel.reason)),
            _ => {
                self.observer.stage(stage);
                Ok(())
            }
        }
    }

    /// Ends the session where it has to be, and says how the download ended.
    pub(super) async fn settle(&mut self, stop: Stop) -> Result<DownloadOutcome, DownloadError> {
        // Technical trouble must not cost the user the order: timeout leaves it as it was.
        let timeout = CancelSessionReason::Timeout;
        let stage = self.stage;
        let refused = |because, cancellation| {
            Ok(DownloadOutcome::Refused(Box::new(Refused {
                stage,
                because,
                cancellation,
                seq_number: None,
            })))
        };
        match stop {
            Stop::Ended(outcome) => Ok(outcome),
            Stop::Refused(because) => {
                let cancellation = self.cancel(timeout, true).await;
                refused(because, cancellation)
            }
            Stop::Own(refusal, reason) => {
                let cancellation = self.cancel(reason, false).await;
                refused(RefusedBecause::Lpa(refusal), cancellation)
            }
            Stop::NotTaken(refusal) => {
                let reason = CancelSessionReason::LoadBppExecutionError;
                let cancellation = self.cancel(reason, false).await;
                refused(RefusedBecause::Euicc(refusal), cancellation)
            }
            Stop::Wanted(reason) => Ok(DownloadOutcome::Cancelled {
                stage,
                reason,
                cancellation: self.cancel(reason, false).await,
            }),
            Stop::Lpa(source) => Err(DownloadError::Lpa {
                stage,
                source,
                cancellation: self.cancel(timeout, false).await,
            }),
            Stop::Es9p(source) => Err(DownloadError::Es9p {
                stage,
                source,
                cancellation: self.cancel(timeout, false).await,
            }),
        }
    }

    async fn cancel(&mut self, reason: CancelSessionReason, server_ended: bool) -> Cancellation {
        match self.open.take() {
            Some(open) => cancel(self.lpa, self.es9p, &open, reason, server_ended).await,
            None => Cancellation::NotNeeded,
        }
    }
}
