//! ES10c: profiles and their states (SGP.22 §5.7.15 to §5.7.21).

use signoff_protocol::es10c::{
    GetEidRequest, GetEidResponse, GetProfilesInfoRequest, GetProfilesInfoResponse, ProfileSearch,
    ResetOptions,
};
use signoff_protocol::id::{Eid, Iccid};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::{ProfileInfo, ProfileTarget};
use signoff_protocol::tlv::Tag;

use super::{Lpa, LpaError, Outcome, Refusal, StateChange};

impl Lpa {
    /// ES10c.GetEID
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_eid(&mut self) -> Result<Outcome<Eid>, LpaError> {
        let response: Outcome<GetEidResponse> = self.read("GetEID", &GetEidRequest.to_der()).await?;
        Ok(response.map(|response| response.eid))
    }

    /// ES10c.GetProfilesInfo. Without `tags` the card tells its default set, icons included.
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn get_profiles_info(
        &mut self,
        search: Option<ProfileSearch>,
        tags: Option<&[Tag]>,
    ) -> Result<Outcome<Vec<ProfileInfo>>, LpaError> {
        let function = "GetProfilesInfo";
        let request = GetProfilesInfoRequest {
            search,
            tag_list: tags.map(<[Tag]>::to_vec),
            unknown: Unknown::none(),
        };
        let response = self.read(function, &request.to_der()).await?;
        Ok(match response {
            Outcome::Done(GetProfilesInfoResponse::List(list)) => Outcome::Done(list),
            Outcome::Done(GetProfilesInfoResponse::Error(error)) => {
                Outcome::Refused(Refusal::result(function, error.name(), error.code()))
            }
            Outcome::Refused(refusal) => Outcome::Refused(refusal),
            Outcome::Unknown(error) => Outcome::Unknown(error),
        })
    }

    /// ES10c.EnableProfile
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn enable(&mut self, target: ProfileTarget, refresh: bool) -> Result<Outcome<()>, LpaError> {
        self.change(&StateChange::Enable { target, refresh }).await
    }

    /// ES10c.DisableProfile
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn disable(&mut self, target: ProfileTarget, refresh: bool) -> Result<Outcome<()>, LpaError> {
        self.change(&StateChange::Disable { target, refresh }).await
    }

    /// ES10c.DeleteProfile
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn delete(&mut self, target: ProfileTarget) -> Result<Outcome<()>, LpaError> {
        self.change(&StateChange::Delete { target }).await
    }

    /// ES10c.eUICCMemoryReset
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn memory_reset(&mut self, options: ResetOptions) -> Result<Outcome<()>, LpaError> {
        self.change(&StateChange::MemoryReset { options }).await
    }

    /// ES10c.SetNickname; an empty text takes the nickname away.
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn set_nickname(&mut self, iccid: Iccid, nickname: &str) -> Result<Outcome<()>, LpaError> {
        let nickname = nickname.to_owned();
        self.change(&StateChange::SetNickname { iccid, nickname }).await
    }
}
