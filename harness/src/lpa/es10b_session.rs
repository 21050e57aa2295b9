//! ES10b in an RSP session: authentication, preparation, loading, cancellation (SGP.22 §5.7.5, §5.7.6, §5.7.13,
//! §5.7.14). Nothing here is sent twice; what the eUICC answers goes to the server as it came.

use signoff_protocol::es10b::{
    AuthenticateServerRequest, AuthenticateServerResponse, CancelSessionReason, CancelSessionRequest,
    CancelSessionResponse, PrepareDownloadRequest, PrepareDownloadResponse,
};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::ProfileInstallationResult;

use crate::transport::TransportError;

use super::exchange::{Effect, Reply};
use super::{Lpa, LpaError, Outcome, Refusal};

/// An answer, and its bytes for the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What it says.
    pub value: T,
    /// As the eUICC gave it.
    pub der: Vec<u8>,
}

/// What the eUICC made of a segment of a bound profile package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentAnswer {
    /// It waits for the next one.
    Taken,
    /// It is done with the package, for better or worse.
    Result(Box<ProfileInstallationResult>),
    /// It does not take it.
    Refused(Refusal),
    /// The answer was lost; it may have taken it.
    Lost(TransportError),
}

impl Lpa {
    /// ES10b.AuthenticateServer
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn authenticate_server(
        &mut self,
        request: &AuthenticateServerRequest,
    ) -> Result<Outcome<Answer<AuthenticateServerResponse>>, LpaError> {
        self.in_session("AuthenticateServer", &request.to_der()).await
    }

    /// ES10b.PrepareDownload
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn prepare_download(
        &mut self,
        request: &PrepareDownloadRequest,
    ) -> Result<Outcome<Answer<PrepareDownloadResponse>>, LpaError> {
        self.in_session("PrepareDownload", &request.to_der()).await
    }

    /// ES10b.CancelSession
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn cancel_session(
        &mut self,
        transaction_id: TransactionId,
        reason: CancelSessionReason,
    ) -> Result<Outcome<Answer<CancelSessionResponse>>, LpaError> {
        let request = CancelSessionRequest {
            transaction_id,
            reason,
            unknown: Unknown::none(),
        };
        self.in_session("CancelSession", &request.to_der()).await
    }

    /// ES10b.LoadBoundProfilePackage, one segment of it (SGP.22 §2.5.5).
    ///
    /// # Errors
    /// The link broke before the eUICC had the segment, or the answer is malformed.
    pub async fn load_segment(&mut self, segment: &[u8]) -> Result<SegmentAnswer, LpaError> {
        let function = "LoadBoundProfilePackage";
        Ok(match self.exchange(function, segment, Effect::Changes).await? {
            Reply::Data(data) if data.is_empty() => SegmentAnswer::Taken,
            Reply::Data(data) => SegmentAnswer::Result(Box::new(self.decoded(function, &data).await?)),
            Reply::Status(status) => SegmentAnswer::Refused(Refusal::status(function, status)),
            Reply::Lost(source) => SegmentAnswer::Lost(source),
        })
    }

    /// A session ends with the link: a lost answer is an error, and nothing that lasts was changed.
    async fn in_session<T: Decode>(
        &mut self,
        function: &'static str,
        request: &[u8],
    ) -> Result<Outcome<Answer<T>>, LpaError> {
        match self.exchange(function, request, Effect::Changes).await? {
            Reply::Data(der) => {
                let value = self.decoded(function, &der).await?;
                Ok(Outcome::Done(Answer { value, der }))
            }
            Reply::Status(status) => Ok(Outcome::Refused(Refusal::status(function, status))),
            Reply::Lost(source) => Err(LpaError::Transport {
                doing: function.to_owned(),
                source,
            }),
        }
    }
}
