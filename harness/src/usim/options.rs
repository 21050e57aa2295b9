//! How a USIM is reached, and by which PIN.

use signoff_protocol::id::Iccid;

use super::Pin;

/// How files are reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Via {
    /// By APDUs if a channel to the USIM opens, else by AT+CRSM.
    #[default]
    Auto,
    /// APDUs on a logical channel.
    Apdu,
    /// AT+CRSM (3GPP TS 27.007 §8.18).
    Crsm,
}

/// The PIN of the profile, and how far one may go with it.
#[derive(Clone, Debug, Default)]
pub struct PinOptions {
    /// Sent once, if the card asks for it; never without.
    pub pin: Option<Pin>,
    /// Whether it may be sent when only one try is left, or nobody knows how many are.
    pub last_try: bool,
}

/// What is backed up.
#[derive(Clone, Debug, Default)]
pub struct BackupOptions {
    /// The profile that is meant, which must be the enabled one; whichever it is without this.
    pub profile: Option<Iccid>,
    /// How files are reached.
    pub via: Via,
    /// PIN.
    pub pin: PinOptions,
}
