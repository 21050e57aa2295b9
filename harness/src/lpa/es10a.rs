//! ES10a: addresses of SM-DP+ and SM-DS (SGP.22 §5.7.3, §5.7.4).

use signoff_protocol::es10a::{GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse};
use signoff_protocol::message::Encode;

use super::{Lpa, LpaError, Outcome, StateChange};

impl Lpa {
    /// ES10a.GetEuiccConfiguredAddresses
    ///
    /// # Errors
    /// The link broke, or the answer is malformed.
    pub async fn configured_addresses(
        &mut self,
    ) -> Result<Outcome<GetEuiccConfiguredAddressesResponse>, LpaError> {
        let request = GetEuiccConfiguredAddressesRequest.to_der();
        self.read("GetEuiccConfiguredAddresses", &request).await
    }

    /// ES10a.SetDefaultDpAddress; an empty address clears it.
    ///
    /// # Errors
    /// As [`Lpa::change`].
    pub async fn set_default_dp_address(&mut self, address: &str) -> Result<Outcome<()>, LpaError> {
        let address = address.to_owned();
        self.change(&StateChange::SetDefaultDpAddress { address }).await
    }
}
