//! Remote SIM provisioning: what protects a profile on its way into the eUICC (SGP.22 §2.6, §3.1).
//!
//! [`OneTimeKey`] agrees on a secret, [`derive`] makes [`SessionKeys`] of it, and [`Bsp`] protects or opens the
//! parts of a bound profile package with them. Both ends use the same code, so each step is also checked against
//! bytes that others produced.

mod bsp;
mod kdf;
mod key_agreement;

pub use bsp::{Bsp, BspError, CONFIGURE, ELEMENTS, METADATA};
pub use kdf::{SessionKeys, derive};
pub use key_agreement::{KeyAgreementError, OneTimeKey};

pub use crate::pki::Curve;
