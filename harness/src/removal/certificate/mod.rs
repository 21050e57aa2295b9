//! The certificate of a removal: what was removed from where, each step with its time and evidence, what each way said, and
//! the verdict; as JSON with a digest over itself, and as a page that needs nothing else.

mod digest;
mod document;
mod eid;
mod html;
mod style;

pub use digest::{check, digest};
pub use document::{
    CERTIFICATE_VERSION, Certificate, CertificateEvidence, CertificateNotification, CertificateProfile,
    CertificateStep, Issue, issue,
};
pub use eid::EidShown;
pub use html::html;
