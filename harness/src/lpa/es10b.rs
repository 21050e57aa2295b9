//! ES10b: information, notifications, authorisation rules (SGP.22 §5.7.7 to §5.7.11, §5.7.22). What a download
//! sends stands in `es10b_session`.

use signoff_protocol::es10b::{
    EuiccInfo1, EuiccInfo2, GetEuiccChallengeRequest, GetEuiccChallengeResponse, GetEuiccInfo1Request,
    GetEuiccInfo2Request, GetRatRequest, GetRatResponse, ListNotificationRequest, ListNotificationResponse,
    NotificationSearch, ProfilePolicyAuthorisationRule, RetrieveNotificationsListError,
    RetrieveNotificationsListRequest, RetrieveNotificationsListResponse,
};
use signoff_protocol::id::SeqNumber;
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::notification::{Events, NotificationMetadata, PendingNotification};

use super::{Lpa, LpaError, Outcome, Refusal, StateChange};

impl Lpa {
    /// ES10b.GetEUICCInfo for EUICCInfo1
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_euicc_info1(&mut self) -> Result<Outcome<EuiccInfo1>, LpaError> {
        self.read("GetEUICCInfo1", &GetEuiccInfo1Request.to_der()).await
    }

    /// ES10b.GetEUICCInfo for EUICCInfo2
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_euicc_info2(&mut self) -> Result<Outcome<EuiccInfo2>, LpaError> {
        self.read("GetEUICCInfo2", &GetEuiccInfo2Request.to_der()).await
    }

    /// ES10b.GetEUICCChallenge
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_challenge(&mut self) -> Result<Outcome<[u8; 16]>, LpaError> {
        let request = GetEuiccChallengeRequest.to_der();
        let response: Outcome<GetEuiccChallengeResponse> = self.read("GetEUICCChallenge", &request).await?;
        Ok(response.map(|response| response.challenge))
    }

    /// ES10b.GetRAT: the rows in the order in which the eUICC tries them.
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_rat(&mut self) -> Result<Outcome<Vec<ProfilePolicyAuthorisationRule>>, LpaError> {
        let response: Outcome<GetRatResponse> = self.read("GetRAT", &GetRatRequest.to_der()).await?;
        Ok(response.map(|response| response.table))
    }

    /// ES10b.ListNotification: metadata, in the order of the card.
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn list_notifications(
        &mut self,
        filter: Option<Events>,
    ) -> Result<Outcome<Vec<NotificationMetadata>>, LpaError> {
        let function = "ListNotification";
        let request = ListNotificationRequest {
            filter,
            unknown: Unknown::none(),
        };
        let response = self.read(function, &request.to_der()).await?;
        Ok(match response {
            Outcome::Done(ListNotificationResponse::List(list)) => Outcome::Done(list),
            Outcome::Done(ListNotificationResponse::Error(code)) => {
                let name = if code == 127 {
                    "undefinedError"
                } else {
                    "undefined"
                };
                Outcome::Refused(Refusal::result(function, name, code))
            }
            Outcome::Refused(refusal) => Outcome::Refused(refusal),
            Outcome::Unknown(error) => Outcome::Unknown(error),
        })
    }

    /// ES10b.RetrieveNotificationsList. `noResultAvailable`, which the early editions have, is an empty list.
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn retrieve_notifications(
        &mut self,
        search: Option<NotificationSearch>,
    ) -> Result<Outcome<Vec<PendingNotification>>, LpaError> {
        let function = "RetrieveNotificationsList";
        let request = RetrieveNotificationsListRequest { search };
        let response = self.read(function, &request.to_der()).await?;
        Ok(match response {
            Outcome::Done(RetrieveNotificationsListResponse::List(list)) => Outcome::Done(list),
            Outcome::Done(RetrieveNotificationsListResponse::Error(
                RetrieveNotificationsListError::NoResultAvailable,
            )) => Outcome::Done(Vec::new()),
            Outcome::Done(RetrieveNotificationsListResponse::Error(error)) => {
                Outcome::Refused(Refusal::result(function, error.name(), error.code()))
            }
            Outcome::Refused(refusal) => Outcome::Refused(refusal),
            Outcome::Unknown(error) => Outcome::Unknown(error),
        })
    }

    /// ES10b.RemoveNotificationFromList
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn remove_notification(&mut self, seq_number: SeqNumber) -> Result<Outcome<()>, LpaError> {
        self.change(&StateChange::RemoveNotification { seq_number }).await
    }
}
