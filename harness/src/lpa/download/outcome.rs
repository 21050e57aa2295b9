//! How a download ended.

use std::fmt;

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es10b::{BppCommandId, CancelSessionReason, ErrorReason};
use signoff_protocol::hex;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};

use super::super::Refusal;
use super::super::es9p::FunctionFailure;
use super::{Cancellation, Stage};

/// What came of a download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DownloadOutcome {
    /// The profile is on the eUICC, disabled.
    Installed(Box<Installed>),
    /// Somebody said no; the eUICC has no new profile.
    Refused(Box<Refused>),
    /// It was cancelled, as the request or the user wanted.
    Cancelled {
        /// Before this stage.
        stage: Stage,
        /// For this reason.
        reason: CancelSessionReason,
        /// Who was told.
        cancellation: Cancellation,
    },
    /// The SM-DS knows of nothing for this eUICC.
    NoEvent {
        /// The SM-DS.
        server: String,
    },
    /// The link broke while the eUICC may have been installing, and it could not be read back.
    Unknown {
        /// What is known.
        reason: String,
    },
}

/// A profile that was installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The profile.
    pub iccid: Iccid,
    /// Its ISD-P.
    pub aid: Aid,
    /// The number of the ProfileInstallationResult that now waits for delivery.
    pub seq_number: SeqNumber,
    /// What the SM-DP+ said of the profile.
    pub metadata: StoreMetadataRequest,
    /// Whether this was found out by reading back, because the answer was lost.
    pub read_back: bool,
}

/// A download that somebody refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where.
    pub stage: Stage,
    /// Why.
    pub because: RefusedBecause,
    /// Who was told that it ends.
    pub cancellation: Cancellation,
    /// The number of the ProfileInstallationResult that tells the SM-DP+, if the eUICC made one.
    pub seq_number: Option<SeqNumber>,
}

/// Who refused, and in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedBecause {
    /// The eUICC, by a result code or a status word.
    Euicc(Refusal),
    /// The eUICC, by a ProfileInstallationResult.
    Installation {
        /// Which part of the package.
        command: BppCommandId,
        /// Why.
        reason: ErrorReason,
        /// What the profile interpreter says, DER.
        sima_response: Option<Vec<u8>>,
    },
    /// The SM-DP+ or SM-DS.
    Server(FunctionFailure),
    /// This LPA.
    Lpa(LpaRefusal),
}

/// Why this LPA goes no further.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LpaRefusal {
    /// The SM-DP+ signed for another address.
    #[error("the server signed for the address {signed:?}, it was called as {called}")]
    AddressMismatch {
        /// In serverSigned1.
        signed: String,
        /// What we called.
        called: String,
    },
    /// Its certificate has another object identifier than the activation code.
    #[error("the server's certificate is for the OID {found}, the activation code wants {wanted}")]
    OidMismatch {
        /// In CERT.DPauth.
        found: String,
        /// In the activation code.
        wanted: String,
    },
    /// The parts of one answer name different transactions.
    #[error("the server's answer names the transaction {found}, the session is {session}")]
    TransactionMismatch {
        /// In the answer.
        found: String,
        /// Of the session.
        session: String,
    },
    /// The SM-DP+ wants a confirmation code and the user gave none.
    #[error("the SM-DP+ wants a confirmation code; give it with --confirmation-code")]
    ConfirmationCodeMissing,
    /// The Rules Authorisation Table does not allow the policy rules of the profile.
    #[error("the eUICC's Rules Authorisation Table does not allow {rules} of this operator")]
    RulesNotAllowed {
        /// Which rules: `PPR1`.
        rules: String,
    },
    /// The package says something else of the profile than the offer did.
    #[error("the package does not hold the metadata that were offered")]
    MetadataMismatch,
    /// Something that the server sent cannot be read.
    #[error("{what} from the server cannot be read: {reason}")]
    Unreadable {
        /// What it should be.
        what: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// There is no address to ask.
    #[error("{0}")]
    NoAddress(String),
}

/// Who.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The eUICC.
    Euicc,
    /// The SM-DP+ or SM-DS.
    Server,
    /// This LPA.
    Lpa,
}

impl Party {
    /// The word that flows use: `euicc`, `smdp`, `lpa`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Euicc => "euicc",
            Self::Server => "smdp",
            Self::Lpa => "lpa",
        }
    }
}

impl RefusedBecause {
    /// Who refused.
    pub const fn by(&self) -> Party {
        match self {
            Self::Euicc(_) | Self::Installation { .. } => Party::Euicc,
            Self::Server(_) => Party::Server,
            Self::Lpa(_) => Party::Lpa,
        }
    }

    /// One word for flows: `invalidSignature` of the eUICC, `8.2.6/3.8` of a server, `rulesNotAllowed` of the LPA.
    pub fn word(&self) -> String {
        match self {
            Self::Euicc(refusal) => match refusal.status {
                Some(status) => status.to_string(),
                None => refusal.name.clone(),
            },
            Self::Installation { reason, .. } => reason.name().to_owned(),
            Self::Server(failure) if failure.code().is_empty() => failure.status.clone(),
            Self::Server(failure) => failure.code(),
            Self::Lpa(refusal) => refusal.word().to_owned(),
        }
    }
}

impl LpaRefusal {
    /// One word for flows.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::AddressMismatch { .. } => "addressMismatch",
            Self::OidMismatch { .. } => "oidMismatch",
            Self::TransactionMismatch { .. } => "transactionMismatch",
            Self::ConfirmationCodeMissing => "confirmationCodeMissing",
            Self::RulesNotAllowed { .. } => "rulesNotAllowed",
            Self::MetadataMismatch => "metadataMismatch",
            Self::Unreadable { .. } => "unreadable",
            Self::NoAddress(_) => "noAddress",
        }
    }
}

impl fmt::Display for RefusedBecause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Euicc(refusal) => write!(f, "the eUICC: {refusal}"),
            Self::Installation {
                command,
                reason,
                sima_response,
            } => {
                write!(f, "the eUICC at {command}: {reason}")?;
                match sima_response {
                    Some(response) => write!(f, ", response {}", hex::encode(response)),
                    None => Ok(()),
                }
            }
            Self::Server(failure) => write!(f, "{failure}"),
            Self::Lpa(refusal) => write!(f, "{refusal}"),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused at {}: {}", self.stage, self.because)
    }
}
