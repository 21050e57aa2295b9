//! ES10c: local profile management, between LUI and ISD-R (SGP.22 §5.7.15 to §5.7.21).

mod delete_profile;
mod disable_profile;
mod enable_profile;
mod euicc_memory_reset;
mod get_eid;
mod get_profiles_info;
mod set_nickname;
mod state_change;

pub use delete_profile::{DeleteProfileRequest, DeleteProfileResponse, DeleteProfileResult};
pub use disable_profile::{DisableProfileRequest, DisableProfileResponse, DisableProfileResult};
pub use enable_profile::{EnableProfileRequest, EnableProfileResponse, EnableProfileResult};
pub use euicc_memory_reset::{
    EuiccMemoryResetRequest, EuiccMemoryResetResponse, EuiccMemoryResetResult, ResetOption, ResetOptions,
};
pub use get_eid::{GetEidRequest, GetEidResponse};
pub use get_profiles_info::{
    GetProfilesInfoError, GetProfilesInfoRequest, GetProfilesInfoResponse, ProfileSearch,
};
pub use set_nickname::{SetNicknameRequest, SetNicknameResponse, SetNicknameResult};
