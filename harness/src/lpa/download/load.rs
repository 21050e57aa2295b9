//! The package goes into the eUICC by segments, and comes out as a result (SGP.22 §2.5.5, §5.7.6).

use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest, segments};
use signoff_protocol::es10b::{CancelSessionReason, FinalResult};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::Decode;
use signoff_protocol::notification::ProfileInstallationResult;

use super::super::{LpaError, Refusal, SegmentAnswer};
use super::read_back::{Found, read_back};
use super::session::{Session, Stop};
use super::{Cancellation, DownloadOutcome, Installed, LpaRefusal, Refused, RefusedBecause, Stage, checks};

/// Why there is no result.
enum Missing {
    /// The eUICC does not take a segment.
    Refused(Refusal),
    /// The link broke.
    Lost(LpaError),
    /// The last segment is in, and nothing came out.
    Silent,
}

impl Session<'_> {
    /// Loads the package.
    pub(super) async fn load(
        &mut self,
        package: &[u8],
        metadata: StoreMetadataRequest,
        transaction_id: TransactionId,
    ) -> Result<DownloadOutcome, Stop> {
        let own = |refusal, reason| Stop::Own(refusal, reason);
        let unreadable = |reason: String| {
            let what = "the bound profile package";
            own(
                LpaRefusal::Unreadable { what, reason },
                CancelSessionReason::LoadBppExecutionError,
            )
        };
        let read = BoundProfilePackage::from_der(package).map_err(|error| unreadable(error.to_string()))?;
        let segments = segments(package).map_err(|error| unreadable(error.to_string()))?;
        checks::metadata(&read, &metadata)
            .map_err(|refusal| own(refusal, CancelSessionReason::MetadataMismatch))?;
        let missing = match self.send(&segments).await {
            Ok(result) => match outcome(&result, &metadata, false) {
                Some(outcome) => return Ok(outcome),
                None => Missing::Silent,
            },
            Err(missing) => missing,
        };
        self.without_result(missing, metadata, &transaction_id).await
    }

    async fn send(&mut self, segments: &[&[u8]]) -> Result<Box<ProfileInstallationResult>, Missing> {
        for (index, segment) in segments.iter().enumerate() {
            match self.lpa.load_segment(segment).await {
                Ok(SegmentAnswer::Taken) => self.observer.segment(index + 1, segments.len()),
                Ok(SegmentAnswer::Result(result)) => {
                    self.observer.segment(index + 1, segments.len());
                    return Ok(result);
                }
                Ok(SegmentAnswer::Refused(refusal)) => return Err(Missing::Refused(refusal)),
                Ok(SegmentAnswer::Lost(source)) => {
                    return Err(Missing::Lost(LpaError::Transport {
                        doing: "LoadBoundProfilePackage".to_owned(),
                        source,
                    }));
                }
                Err(error) => return Err(Missing::Lost(error)),
            }
        }
        Err(Missing::Silent)
    }

    /// Reads back what the eUICC made of it.
    async fn without_result(
        &mut self,
        missing: Missing,
        metadata: StoreMetadataRequest,
        transaction_id: &TransactionId,
    ) -> Result<DownloadOutcome, Stop> {
        let lost = matches!(missing, Missing::Lost(_));
        let found = match read_back(self.lpa, transaction_id, &metadata.iccid, lost).await {
            Ok(found) => found,
            Err(reason) => return Ok(DownloadOutcome::Unknown { reason }),
        };
        match (found, missing) {
            (Found::Result(result), _) => outcome(&result, &metadata, true)
                .ok_or_else(|| Stop::unreadable("the result", &"of the eUICC")),
            (Found::Listed, _) => Ok(DownloadOutcome::Unknown {
                reason: format!(
                    "the eUICC lists the profile {} and has no result of this session",
                    metadata.iccid
                ),
            }),
            (Found::Nothing, Missing::Refused(refusal)) => Err(Stop::NotTaken(refusal)),
            (Found::Nothing, Missing::Lost(error)) => Err(Stop::Lpa(error)),
            (Found::Nothing, Missing::Silent) => Err(Stop::NotTaken(Refusal {
                function: "LoadBoundProfilePackage",
                name: "no result after the last segment".to_owned(),
                code: None,
                status: None,
                detail: None,
            })),
        }
    }
}

/// What a result says; `None` if it cannot be read.
fn outcome(
    result: &ProfileInstallationResult,
    metadata: &StoreMetadataRequest,
    read_back: bool,
) -> Option<DownloadOutcome> {
    let data = result.data().ok()?;
    let seq_number = data.metadata.seq_number;
    Some(match data.final_result {
        FinalResult::Success { aid, .. } => DownloadOutcome::Installed(Box::new(Installed {
            iccid: data.metadata.iccid.unwrap_or(metadata.iccid),
            aid,
            seq_number,
            metadata: metadata.clone(),
            read_back,
        })),
        FinalResult::Error {
            command,
            reason,
            sima_response,
        } => DownloadOutcome::Refused(Box::new(Refused {
            stage: Stage::LoadBoundProfilePackage,
            because: RefusedBecause::Installation {
                command,
                reason,
                sima_response,
            },
            // The result ends the session, and tells the SM-DP+ when it is delivered.
            cancellation: Cancellation::NotNeeded,
            seq_number: Some(seq_number),
        })),
    })
}
