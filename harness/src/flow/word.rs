//! Words that a flow file chooses from.

use signoff_protocol::es10c::ResetOption;
use signoff_protocol::notification::Event;
use signoff_protocol::profile::{IconType, ProfileClass, ProfileState};

use super::field::Scalar;

/// State of a profile at its SM-DP+.
pub use signoff_simulator::smdp::ProfileState as SmdpState;
/// What the SM-DP+ made of a notification.
pub use signoff_simulator::smdp::Verdict as InboxVerdict;

pub use super::desk_word::{
    DeskFaultKind, DeskMessage, DeskOrderState, DeskRefusal, DeskStatus, DeskWarning,
};
pub use super::way_word::{ResetKind, WayAnswer, WayDiagnosis, WayName, WayVerdict};

/// Declares an enumeration and the words that stand for it in flow files.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// The word in a flow file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        scalar_words! { $name, $what { $($name::$variant = $word),+ } }
    };
}

/// Makes a scalar of an enumeration that exists.
macro_rules! scalar_words {
    ($name:ty, $what:literal { $($value:expr => $word:literal),+ $(,)? }) => {
        impl Scalar for $name {
            const WHAT: &'static str = $what;

            fn parse(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok($value),)+
                    _ => Err(format!("expected {}", one_of(Self::choices()))),
                }
            }

            fn choices() -> &'static [&'static str] {
                &[$($word),+]
            }
        }
    };
    ($name:ty, $what:literal { $($value:path = $word:literal),+ $(,)? }) => {
        scalar_words! { $name, $what { $($value => $word),+ } }
    };
}

pub(in crate::flow) use {scalar_words, words};

/// `a`, `a or b`, `one of a, b, c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [first, second] => format!("{first} or {second}"),
        many => format!("one of {}", many.join(", ")),
    }
}

words! {
    /// Which identifier a request carries.
    By, "a kind of identifier" {
        /// `5A`
        Iccid = "iccid",
        /// `4F`
        Aid = "aid",
    }
}

words! {
    /// How files of the USIM are reached.
    UsimWay, "a way to the USIM" {
        /// By APDUs if a channel opens, else by AT+CRSM.
        Auto = "auto",
        /// APDUs on a logical channel.
        Apdu = "apdu",
        /// AT+CRSM
        Crsm = "crsm",
    }
}

words! {
    /// What a device must be able to do for a flow to run on it.
    Requirement, "a requirement" {
        /// It takes AT commands.
        At = "at",
        /// Faults can be armed: a simulated target.
        Faults = "faults",
        /// The card can be put back to the state of its file: a simulated target.
        Restore = "restore",
        /// Logical channels can be opened with MANAGE CHANNEL.
        RawChannels = "raw_channels",
        /// The modem of the flow stands around the card: a simulated target. On `pty:` it takes the place of the
        /// target's.
        OwnModem = "own_modem",
    }
}

words! {
    /// What kind of card was detected.
    CardVerdict, "a kind of card" {
        /// An eUICC (SGP.22) with the ISD-R under the AID of the standard.
        Euicc = "euicc",
        /// An eUICC (SGP.22) with the ISD-R under an AID of its vendor.
        VendorEuicc = "vendor_euicc",
        /// A UICC without ISD-R.
        Uicc = "uicc",
        /// An eUICC for M2M (SGP.02), whose ISD-R does not speak ES10.
        M2m = "m2m",
        /// An eUICC for the Internet of Things (SGP.32), whose eIM changes profiles.
        Iot = "iot",
        /// No card, or none that answers.
        NoCard = "no_card",
        /// A modem that lets nobody send APDUs.
        NoApduAccess = "no_apdu_access",
        /// A modem whose own LPA keeps the ISD-R.
        InternalLpa = "internal_lpa",
        /// A modem in its factory test mode.
        TestMode = "test_mode",
    }
}

words! {
    /// What matters for a removal beside the kind of card.
    FindingWord, "a finding" {
        /// No profile is there.
        NoProfile = "no_profile",
        /// Profiles are there, and none is enabled.
        NoEnabledProfile = "no_enabled_profile",
        /// A test profile is enabled.
        TestProfileEnabled = "test_profile_enabled",
        /// The check digits of the EID are wrong.
        EidCheckDigits = "eid_check_digits",
        /// Notifications wait.
        PendingNotifications = "pending_notifications",
        /// No room for another profile.
        MemoryFull = "memory_full",
    }
}

words! {
    /// What a support check advises.
    AdviceWord, "a piece of advice" {
        /// `AT+CFUN=1`
        LeaveTestMode = "leave_test_mode",
        /// Insert a card, or choose its slot.
        InsertCard = "insert_card",
        /// The modem may show an eUICC without an enabled profile as no card.
        MaybeNoProfile = "maybe_no_profile",
        /// Another port, firmware or reader.
        OtherAccess = "other_access",
        /// Commands that free the ISD-R.
        FreeIsdR = "free_isd_r",
        /// No command is known.
        AskVendor = "ask_vendor",
        /// There is no eSIM.
        PlainCard = "plain_card",
        /// The SM-SR removes profiles.
        AskSmSr = "ask_sm_sr",
        /// The eIM removes profiles.
        AskEim = "ask_eim",
        /// Reset the card.
        ResetCard = "reset_card",
        /// Disable the test profile.
        DisableTestProfile = "disable_test_profile",
        /// Deliver what waits.
        DeliverPending = "deliver_pending",
        /// Back up and remove.
        Remove = "remove",
        /// Nothing to remove.
        NothingToRemove = "nothing_to_remove",
    }
}

words! {
    /// What came of something that a person did.
    ManualOutcome, "an outcome" {
        /// It was done.
        Done = "done",
        /// The other side said no.
        Refused = "refused",
        /// The other side could not be reached.
        NotReached = "not_reached",
        /// It is to be done later.
        Postponed = "postponed",
    }
}

words! {
    /// State of a profile as `verify` and `wait_until` name it.
    Presence, "a state of a profile" {
        /// On the card and enabled.
        Enabled = "enabled",
        /// On the card and disabled.
        Disabled = "disabled",
        /// Not on the card.
        Absent = "absent",
    }
}

words! {
    /// What is known of the removal of a profile.
    Removal, "a verdict on a removal" {
        /// The eUICC lists it.
        Present = "present",
        /// The eUICC does not list it, and the notification of its deletion still waits.
        Deleted = "deleted",
        /// The eUICC does not list it, no notification of its deletion waits, and every SM-DP+ that was to be told
        /// has acknowledged one.
        DeletedAndAcknowledged = "deleted_and_acknowledged",
        /// The eUICC does not list it, no notification of its deletion waits, and nobody has acknowledged one: the
        /// operator does not know, and nobody will tell it.
        Unknown = "unknown",
    }
}

words! {
    /// Which side has refused a download.
    Refuser, "a side of a download" {
        /// The eUICC.
        Euicc = "euicc",
        /// The SM-DP+ or the SM-DS.
        Smdp = "smdp",
        /// The LPA itself.
        Lpa = "lpa",
    }
}

words! {
    /// A stage of a download: the function that it ends with.
    DownloadStage, "a stage of a download" {
        /// ES11.AuthenticateClient at the SM-DS, which names the SM-DP+.
        Discovery = "discovery",
        /// ES9+.InitiateAuthentication
        InitiateAuthentication = "initiate_authentication",
        /// ES10b.AuthenticateServer
        AuthenticateServer = "authenticate_server",
        /// ES9+.AuthenticateClient
        AuthenticateClient = "authenticate_client",
        /// The user and the Rules Authorisation Table look at the metadata.
        Consent = "consent",
        /// ES10b.PrepareDownload
        PrepareDownload = "prepare_download",
        /// ES9+.GetBoundProfilePackage
        GetBoundProfilePackage = "get_bound_profile_package",
        /// ES10b.LoadBoundProfilePackage
        LoadBoundProfilePackage = "load_bound_profile_package",
    }
}

words! {
    /// Why a session is cancelled (SGP.22 §5.7.14).
    CancelReason, "a reason to cancel" {
        /// The user does not want it.
        EndUserRejection = "end_user_rejection",
        /// The user wants it later.
        Postponed = "postponed",
        /// The user did not answer in time.
        Timeout = "timeout",
        /// The Rules Authorisation Table does not allow its policy rules.
        PprNotAllowed = "ppr_not_allowed",
        /// The metadata is not that of the package.
        MetadataMismatch = "metadata_mismatch",
        /// The package could not be loaded.
        LoadBppExecutionError = "load_bpp_execution_error",
        /// No reason that has a name.
        UndefinedReason = "undefined_reason",
    }
}

words! {
    /// What an address of an SM-DP+ does wrong.
    AddressFaultKind, "a fault of an address" {
        /// Nothing.
        None = "none",
        /// No connection is accepted.
        Refused = "refused",
        /// The connection is reset after the request.
        Reset = "reset",
        /// The answer is late.
        Slow = "slow",
        /// An HTTP status without a body.
        Status = "status",
        /// The TLS certificate is for another host.
        WrongCertificate = "wrong_certificate",
        /// The TLS certificate is expired.
        Expired = "expired",
        /// The TLS certificate is not yet valid.
        NotYetValid = "not_yet_valid",
        /// The TLS certificate is by a CI that nobody knows.
        MissingRoot = "missing_root",
        /// 200 with an empty body where 204 belongs.
        EmptyOk = "empty_ok",
        /// 200 with a function execution status of failure.
        JsonErrorInOk = "json_error_in_ok",
        /// A redirect to another address.
        Redirect = "redirect",
        /// A body of more bytes than anybody can want.
        Oversized = "oversized",
    }
}

words! {
    /// `true`, where the opposite is not to be written at all.
    Yes, "true" {
        /// It is so.
        Yes = "true",
    }
}

words! {
    /// What reading back the state has shown about a command whose answer was lost.
    Resolution, "an outcome" {
        /// It was carried out.
        Done = "done",
        /// It was not.
        NotDone = "not_done",
        /// The state does not tell.
        Unclear = "unclear",
    }
}

words! {
    /// Whether signatures and their certificate chains verify.
    SignatureVerdict, "a verdict on signatures" {
        /// All of them do.
        Valid = "valid",
        /// At least one does not.
        Invalid = "invalid",
    }
}

words! {
    /// Who made a signature.
    Signer, "a signer" {
        /// The eUICC that is under test, by the EID in its certificate.
        ThisEuicc = "this_euicc",
        /// Another eUICC.
        Other = "other",
    }
}

words! {
    /// What `verify` can say of logical channels.
    ChannelBalance, "a channel balance" {
        /// Every channel that was opened is closed.
        Balanced = "balanced",
    }
}

words! {
    /// Where a raw command goes.
    Via, "a channel" {
        /// The channel that the LPA has opened to the ISD-R; the channel bits of CLA are filled in.
        IsdR = "isd_r",
        /// The basic channel, as it is written.
        Basic = "basic",
    }
}

words! {
    /// A profile policy rule.
    PolicyRule, "a profile policy rule" {
        /// Disabling is not allowed.
        Ppr1 = "ppr1",
        /// Deletion is not allowed.
        Ppr2 = "ppr2",
    }
}

scalar_words! { ProfileState, "a profile state" { ProfileState::Enabled = "enabled", ProfileState::Disabled = "disabled" } }
scalar_words! { ProfileClass, "a profile class" {
    ProfileClass::Operational = "operational", ProfileClass::Provisioning = "provisioning", ProfileClass::Test = "test",
} }
scalar_words! { IconType, "an icon type" { IconType::Jpg = "jpg", IconType::Png = "png" } }
scalar_words! { Event, "a notification event" {
    Event::Install = "install", Event::Enable = "enable", Event::Disable = "disable", Event::Delete = "delete",
    Event::RpmEnable = "rpm_enable", Event::RpmDisable = "rpm_disable", Event::RpmDelete = "rpm_delete",
    Event::LoadRpmPackageResult = "load_rpm_package_result",
} }
scalar_words! { ResetOption, "a memory reset option" {
    ResetOption::DeleteOperationalProfiles = "delete_operational_profiles",
    ResetOption::DeleteFieldLoadedTestProfiles = "delete_field_loaded_test_profiles",
    ResetOption::ResetDefaultSmdpAddress = "reset_default_smdp_address",
    ResetOption::DeletePreLoadedTestProfiles = "delete_pre_loaded_test_profiles",
    ResetOption::DeleteProvisioningProfiles = "delete_provisioning_profiles",
} }
scalar_words! { SmdpState, "a state at the SM-DP+" {
    SmdpState::Available = "available", SmdpState::Allocated = "allocated", SmdpState::Linked = "linked",
    SmdpState::Confirmed = "confirmed", SmdpState::Released = "released", SmdpState::Downloaded = "downloaded",
    SmdpState::Installed = "installed", SmdpState::Enabled = "enabled", SmdpState::Disabled = "disabled",
    SmdpState::Deleted = "deleted", SmdpState::Unavailable = "unavailable", SmdpState::Error = "error",
} }
scalar_words! { InboxVerdict, "a verdict of the SM-DP+" {
    InboxVerdict::Accepted = "accepted", InboxVerdict::Duplicate = "duplicate",
    InboxVerdict::OutOfOrder = "out_of_order", InboxVerdict::BadSignature = "bad_signature",
    InboxVerdict::UnknownIccid = "unknown_iccid", InboxVerdict::WrongAddress = "wrong_address",
    InboxVerdict::UnknownTransaction = "unknown_transaction", InboxVerdict::OtherEid = "other_eid",
} }
