//! What is known of devices, as data with its sources: the tables of `fixtures/detection`.

mod certificate_issuer;
mod internal_lpa;
mod isd_r;
mod table;

pub use certificate_issuer::CertificateIssuer;
pub use internal_lpa::InternalLpa;
pub use isd_r::IsdRAid;
