//! The files by which other commands find the lab.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;

use base64::Engine as _;

use super::start::LabOptions;
use crate::protection::Expendable;

/// Where everything is.
pub(super) struct Places<'a> {
    pub(super) target: &'a str,
    pub(super) operator: Option<String>,
    pub(super) smdp: BTreeMap<String, SocketAddr>,
}

/// The DUT file. All values are quoted as JSON has it, which YAML reads.
pub(super) fn dut_file(options: &LabOptions, places: &Places<'_>, expendable: &Expendable) -> String {
    let mut text = String::from("# Written by signoff lab, each time it starts.\n");
    let mut line = |key: &str, value: &str| {
        // Writing to a String never fails.
        let _written = writeln!(text, "{key}: {value}");
    };
    line("about", &quoted("The simulated device of signoff lab"));
    line("target", &quoted(places.target));
    let lost = match expendable {
        Expendable::All => vec![quoted("all")],
        Expendable::None => Vec::new(),
        Expendable::Set(iccids) => iccids.iter().map(|iccid| quoted(&iccid.to_string())).collect(),
    };
    line("expendable", &format!("[{}]", lost.join(", ")));
    let mut names = BTreeMap::new();
    let offered = options.smdp.profiles.iter().map(|offer| &offer.profile);
    for profile in options.card.profiles.iter().chain(offered) {
        names.entry(profile.iccid).or_insert_with(|| profile.name.clone());
    }
    let mut taken = BTreeMap::new();
    for (iccid, name) in &names {
        taken
            .entry(name.clone())
            .or_insert_with(|| format!("{}: {}", quoted(name), quoted(&iccid.to_string())));
    }
    let pairs: Vec<String> = taken.into_values().collect();
    line("profiles", &format!("{{{}}}", pairs.join(", ")));
    if let Some(operator) = &places.operator {
        line("operator", &quoted(operator));
    }
    if let Some(address) = places.smdp.values().next() {
        line("smdp", &quoted(&format!("https://{address}")));
    }
    let resolve: Vec<String> = places
        .smdp
        .iter()
        .map(|(name, address)| quoted(&format!("{name}={address}")))
        .collect();
    line("resolve", &format!("[{}]", resolve.join(", ")));
    line("tls_root", &format!("[{}]", quoted("root.pem")));
    text
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A certificate as PEM.
pub(super) fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at_checked(64).unwrap_or((rest, ""));
        pem.push_str(line);
        pem.push('\n');
        rest = more;
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}
