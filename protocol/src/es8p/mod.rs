//! ES8+: what the SM-DP+ says to the eUICC through the LPA, the bound profile package and its parts (SGP.22 §2.5,
//! §5.5). Everything behind InitialiseSecureChannel travels protected; the requests here are the plain ones.

mod bound_profile_package;
mod configure_isdp;
mod initialise_secure_channel;
mod replace_session_keys;
mod segments;
mod store_metadata;

pub use bound_profile_package::{BOUND_PROFILE_PACKAGE, BoundProfilePackage};
pub use configure_isdp::ConfigureIsdpRequest;
pub use initialise_secure_channel::{
    ControlRefTemplate, INITIALISE_SECURE_CHANNEL, INSTALL_BOUND_PROFILE_PACKAGE,
    InitialiseSecureChannelRequest,
};
pub use replace_session_keys::ReplaceSessionKeysRequest;
pub use segments::segments;
pub use store_metadata::StoreMetadataRequest;
