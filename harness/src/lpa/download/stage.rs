//! The stages of a download, as the messages of SGP.22 §3.1.2 and §3.1.3 are called.

use std::fmt;
use std::str::FromStr;

/// Where a download is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The SM-DS is asked where the profile is (ES11).
    Discovery,
    /// The server is told of the eUICC and proves who it is.
    InitiateAuthentication,
    /// The eUICC looks at the server's proof.
    AuthenticateServer,
    /// The server looks at the eUICC's proof and offers a profile.
    AuthenticateClient,
    /// The LPA looks at what is offered, and asks the user.
    Consent,
    /// The eUICC makes a key for the package.
    PrepareDownload,
    /// The server binds the package to that key.
    GetBoundProfilePackage,
    /// The eUICC takes the package and installs it.
    LoadBoundProfilePackage,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Self; 8] = [
        Self::Discovery,
        Self::InitiateAuthentication,
        Self::AuthenticateServer,
        Self::AuthenticateClient,
        Self::Consent,
        Self::PrepareDownload,
        Self::GetBoundProfilePackage,
        Self::LoadBoundProfilePackage,
    ];

    /// The word that flows and the command line use: `get_bound_profile_package`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::InitiateAuthentication => "initiate_authentication",
            Self::AuthenticateServer => "authenticate_server",
            Self::AuthenticateClient => "authenticate_client",
            Self::Consent => "consent",
            Self::PrepareDownload => "prepare_download",
            Self::GetBoundProfilePackage => "get_bound_profile_package",
            Self::LoadBoundProfilePackage => "load_bound_profile_package",
        }
    }

    /// The words of all stages.
    pub fn words() -> String {
        Self::ALL.map(Self::word).join(", ")
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Discovery => "discovery",
            Self::InitiateAuthentication => "InitiateAuthentication",
            Self::AuthenticateServer => "AuthenticateServer",
            Self::AuthenticateClient => "AuthenticateClient",
            Self::Consent => "consent",
            Self::PrepareDownload => "PrepareDownload",
            Self::GetBoundProfilePackage => "GetBoundProfilePackage",
            Self::LoadBoundProfilePackage => "LoadBoundProfilePackage",
        })
    }
}

/// A text is no stage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no stage of a download; stages are {}", Stage::words())]
pub struct StageError {
    /// As found.
    pub text: String,
}

impl FromStr for Stage {
    type Err = StageError;

    fn from_str(text: &str) -> Result<Self, StageError> {
        let wanted = text.replace('-', "_");
        Self::ALL
            .into_iter()
            .find(|stage| stage.word() == wanted)
            .ok_or_else(|| StageError {
                text: text.to_owned(),
            })
    }
}
