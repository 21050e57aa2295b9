//! Requests that the caller encoded himself: segments and answers are ours, the content is not looked at.

use signoff_protocol::tlv::Tag;

use super::exchange::{Effect, Reply};
use super::{Lpa, LpaError, Outcome, Refusal};

/// Functions that a request is known by, and whether they only read.
const FUNCTIONS: [(Tag, &str, Effect); 16] = [
    (Tag(0xBF20), "GetEUICCInfo1", Effect::Reads),
    (Tag(0xBF22), "GetEUICCInfo2", Effect::Reads),
    (Tag(0xBF28), "ListNotification", Effect::Reads),
    (Tag(0xBF29), "SetNickname", Effect::Changes),
    (Tag(0xBF2B), "RetrieveNotificationsList", Effect::Reads),
    (Tag(0xBF2D), "GetProfilesInfo", Effect::Reads),
    (Tag(0xBF2E), "GetEUICCChallenge", Effect::Reads),
    (Tag(0xBF30), "RemoveNotificationFromList", Effect::Changes),
    (Tag(0xBF31), "EnableProfile", Effect::Changes),
    (Tag(0xBF32), "DisableProfile", Effect::Changes),
    (Tag(0xBF33), "DeleteProfile", Effect::Changes),
    (Tag(0xBF34), "eUICCMemoryReset", Effect::Changes),
    (Tag(0xBF3C), "GetEuiccConfiguredAddresses", Effect::Reads),
    (Tag(0xBF3E), "GetEID", Effect::Reads),
    (Tag(0xBF3F), "SetDefaultDpAddress", Effect::Changes),
    (Tag(0xBF43), "GetRAT", Effect::Reads),
];

impl Lpa {
    /// Sends `request` to the ISD-R as it is and gives the answer as it is. A result code in the answer is no
    /// refusal here, a status word is. What could change state is never sent twice.
    ///
    /// # Errors
    /// The link broke, before the eUICC had the whole request if it could change state.
    pub async fn send_raw(&mut self, request: &[u8]) -> Result<Outcome<Vec<u8>>, LpaError> {
        let tag = Tag::read(request);
        let known = FUNCTIONS.iter().find(|(of, ..)| Some(*of) == tag);
        let (function, effect) =
            known.map_or(("ES10", Effect::Changes), |(_, name, effect)| (*name, *effect));
        let reply = self.exchange(function, request, effect).await?;
        if effect == Effect::Changes {
            // It may have asked for a REFRESH.
            self.abandon(None).await;
        }
        Ok(match reply {
            Reply::Data(data) => Outcome::Done(data),
            Reply::Status(status) => Outcome::Refused(Refusal::status(function, status)),
            Reply::Lost(error) => Outcome::Unknown(error),
        })
    }
}
