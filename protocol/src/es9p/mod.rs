//! ES9+: LPA and SM-DP+ in JSON over HTTPS (SGP.22 §5.6, §6.2, §6.5). ES11 to an SM-DS has the same functions under
//! the same names, and other output of AuthenticateClient.
//!
//! DER travels as base64 and stays bytes here: what is signed is verified as it was received. Names of fields are
//! read in any case, unknown fields are skipped.

mod authenticate_client;
mod binding;
mod cancel_session;
mod get_bound_profile_package;
mod handle_notification;
mod header;
mod initiate_authentication;
mod json;
mod response;
pub mod status;
mod text_form;

pub use authenticate_client::{
    AuthenticateClientDsResponse, AuthenticateClientDsResult, AuthenticateClientRequest,
    AuthenticateClientResponse, AuthenticateClientResult, EventEntry,
};
pub use binding::{
    ASN1_PATH, CONTENT_TYPE, Es9pFunction, PROTOCOL_VERSION, USER_AGENT, USER_AGENT_LPAE, X_ADMIN_PROTOCOL,
};
pub use cancel_session::{CancelSessionRequest, CancelSessionResponse};
pub use get_bound_profile_package::{
    GetBoundProfilePackageRequest, GetBoundProfilePackageResponse, GetBoundProfilePackageResult,
};
pub use handle_notification::{HandleNotificationRequest, HandleNotificationResponse};
pub use header::{ExecutionStatus, FunctionExecutionStatus, Header, StatusCode};
pub use initiate_authentication::{
    InitiateAuthenticationRequest, InitiateAuthenticationResponse, InitiateAuthenticationResult,
};
pub use json::{JsonError, from_json, to_json};
pub use response::{NoResult, Response};

pub(crate) use binding::functions;
pub(crate) use text_form::{eid, iccid, optional_bytes};
