//! The two kinds of calls: those that read, and those that change state.

use signoff_protocol::es10a::SetDefaultDpAddressResponse;
use signoff_protocol::es10b::RemoveNotificationFromListResponse;
use signoff_protocol::es10c::{
    DeleteProfileResponse, DisableProfileResponse, EnableProfileResponse, EuiccMemoryResetResponse,
    SetNicknameResponse,
};
use signoff_protocol::message::Decode;

use super::exchange::{Effect, Reply};
use super::{Lpa, LpaError, Outcome, Refusal, StateChange};

impl Lpa {
    /// A request that changes nothing.
    pub(super) async fn read<T: Decode>(
        &mut self,
        function: &'static str,
        request: &[u8],
    ) -> Result<Outcome<T>, LpaError> {
        match self.exchange(function, request, Effect::Reads).await? {
            Reply::Data(data) => self.decoded(function, &data).await.map(Outcome::Done),
            Reply::Status(status) => Ok(Outcome::Refused(Refusal::status(function, status))),
            Reply::Lost(source) => Err(LpaError::Transport {
                doing: function.to_owned(),
                source,
            }),
        }
    }

    /// A request that changes state. When its answer is lost the outcome is [`Outcome::Unknown`].
    ///
    /// # Errors
    /// The link broke before the eUICC had the whole request; the answer is malformed; the same change was
    /// sent before and its outcome is still unknown.
    pub async fn change(&mut self, change: &StateChange) -> Result<Outcome<()>, LpaError> {
        if self.unresolved.as_ref() == Some(change) {
            return Err(LpaError::Unresolved {
                change: change.clone(),
            });
        }
        let function = change.function();
        let reply = match self.exchange(function, &change.request(), Effect::Changes).await {
            Ok(reply) => reply,
            Err(error) => {
                if matches!(error, LpaError::Endless { .. }) {
                    self.unresolved = Some(change.clone());
                }
                return Err(error);
            }
        };
        match reply {
            Reply::Data(data) => {
                let result = self.result_of(change, &data).await;
                match result {
                    Ok((_, 0)) => {
                        self.after(change).await;
                        Ok(Outcome::Done(()))
                    }
                    Ok((name, code)) => Ok(Outcome::Refused(Refusal::result(function, name, code))),
                    Err(error) => {
                        self.unresolved = Some(change.clone());
                        Err(error)
                    }
                }
            }
            Reply::Status(status) => Ok(Outcome::Refused(Refusal::status(function, status))),
            Reply::Lost(error) => {
                self.unresolved = Some(change.clone());
                Ok(Outcome::Unknown(error))
            }
        }
    }

    /// A REFRESH resets the card or drops its channels: this one is given up before somebody finds out.
    async fn after(&mut self, change: &StateChange) {
        self.doubtful = true;
        if change.may_refresh() {
            self.abandon(None).await;
        }
    }

    async fn result_of(&mut self, change: &StateChange, data: &[u8]) -> Result<(&'static str, u8), LpaError> {
        let function = change.function();
        Ok(match change {
            StateChange::Enable { .. } => {
                let response: EnableProfileResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::Disable { .. } => {
                let response: DisableProfileResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::Delete { .. } => {
                let response: DeleteProfileResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::MemoryReset { .. } => {
                let response: EuiccMemoryResetResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::SetNickname { .. } => {
                let response: SetNicknameResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::SetDefaultDpAddress { .. } => {
                let response: SetDefaultDpAddressResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
            StateChange::RemoveNotification { .. } => {
                let response: RemoveNotificationFromListResponse = self.decoded(function, data).await?;
                (response.result.name(), response.result.code())
            }
        })
    }
}
