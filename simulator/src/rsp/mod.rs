//! Remote SIM provisioning: how a profile gets into the eUICC (SGP.22 §2.6, §3.1).
//!
//! [`OneTimeKey`] agrees on a secret, [`derive()`] makes [`SessionKeys`] of it, and [`Bsp`] protects or opens the
//! parts of a bound profile package with them. Both ends use the same code, so each step is also checked against
//! bytes that others produced.
//!
//! The eUICC's side, in the order of a session: `session` (GetEUICCChallenge), `authenticate`, `prepare`, `install`
//! with `load` and `segment`, `cancel`; `kept` is what of it survives without power, `policy` decides on rules.

mod authenticate;
mod bsp;
mod cancel;
mod crl;
mod install;
mod installer;
mod kdf;
mod kept;
mod key_agreement;
mod load;
mod policy;
mod prepare;
mod segment;
mod session;

pub use bsp::{Bsp, BspError, CONFIGURE, ELEMENTS, METADATA};
pub use kdf::{SessionKeys, derive};
pub use key_agreement::{KeyAgreementError, OneTimeKey};

pub(crate) use authenticate::authenticate_server;
pub(crate) use cancel::cancel_session;
pub(crate) use crl::load_crl;
pub(crate) use install::load_bound_profile_package;
pub(crate) use kept::Kept;
pub(crate) use prepare::prepare_download;
pub(crate) use segment::is_segment;
pub(crate) use session::{Session, get_euicc_challenge};

pub use crate::pki::Curve;
