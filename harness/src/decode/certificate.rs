//! A certificate in a few lines.

use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::ext::pkix::CertificatePolicies;

/// Names and values of what a reader wants to know; empty where the bytes are no certificate.
pub(super) fn lines(der: &[u8]) -> Vec<(&'static str, String)> {
    let Ok(certificate) = Certificate::from_der(der) else {
        return Vec::new();
    };
    let content = certificate.tbs_certificate();
    let validity = content.validity();
    let mut lines = vec![
        ("subject", content.subject().to_string()),
        ("issuer", content.issuer().to_string()),
        (
            "validity",
            format!(
                "{} to {}",
                validity.not_before.to_date_time(),
                validity.not_after.to_date_time()
            ),
        ),
        (
            "serial",
            signoff_protocol::hex::encode(content.serial_number().as_bytes()),
        ),
    ];
    lines.extend(role(&certificate).map(|role| ("role", role)));
    lines
}

/// What SGP.22 §4.5.2.1.1 says that a certificate is for.
fn role(certificate: &Certificate) -> Option<String> {
    let found = certificate
        .tbs_certificate()
        .get_extension::<CertificatePolicies>()
        .ok()??;
    let oid = found.1.0.first()?.policy_identifier.to_string();
    let role = ROLES.iter().find(|(known, _)| *known == oid)?;
    Some(role.1.to_owned())
}

const ROLES: [(&str, &str); 8] = [
    ("2.23.146.1.2.1.0", "CI"),
    ("2.23.146.1.2.1.1", "eUICC"),
    ("2.23.146.1.2.1.2", "EUM"),
    ("2.23.146.1.2.1.3", "SM-DP+, TLS"),
    ("2.23.146.1.2.1.4", "SM-DP+, authentication"),
    ("2.23.146.1.2.1.5", "SM-DP+, profile binding"),
    ("2.23.146.1.2.1.6", "SM-DS, TLS"),
    ("2.23.146.1.2.1.7", "SM-DS, authentication"),
];
