//! ES10a: addresses of SM-DP+ and SM-DS, between LDS and ISD-R (SGP.22 §5.7.3, §5.7.4).

mod get_euicc_configured_addresses;
mod set_default_dp_address;

pub use get_euicc_configured_addresses::{
    GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse,
};
pub use set_default_dp_address::{
    SetDefaultDpAddressRequest, SetDefaultDpAddressResponse, SetDefaultDpAddressResult,
};
