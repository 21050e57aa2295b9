//! How a backup is restored.

use signoff_protocol::id::Iccid;

use crate::protection::Expendable;
use crate::usim::{PinOptions, Via};

/// How a backup is restored.
#[derive(Clone, Debug, Default)]
pub struct RestoreOptions {
    /// The profile that is meant, which must be the enabled one; whichever it is without this.
    pub profile: Option<Iccid>,
    /// How files are reached.
    pub via: Via,
    /// PIN.
    pub pin: PinOptions,
    /// Which profiles may be changed: a restoration changes the enabled one.
    pub expendable: Expendable,
    /// Whether what fits is written even if something else does not.
    pub partial: bool,
    /// Plans and writes nothing.
    pub dry_run: bool,
}
