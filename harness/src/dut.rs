//! A device under test: where it is, what may be lost on it, and which of its profiles stands for which profile of
//! the card files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use signoff_protocol::id::Iccid;
use url::Url;

use crate::flow::entries::Entries;
use crate::flow::field::{Scalar, Variables};
use crate::flow::{Diagnostics, Field, Mistake, Source, structure};
use crate::lpa::es9p::{HostMapping, HostMappingError};
use crate::protection::Expendable;
use crate::transport::Target;

/// A device under test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dut {
    /// What it is, for reports.
    pub about: String,
    /// Where it is.
    pub target: Target,
    /// What may be lost on it.
    pub expendable: Expendable,
    /// ICCIDs on the device for names of profiles in card files.
    pub profiles: BTreeMap<String, Iccid>,
    /// Who else belongs to it.
    pub endpoints: Endpoints,
}

/// The servers around a device: where they are, and whom to trust.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// The operator's desk.
    pub operator: Option<Url>,
    /// The door of a simulated SM-DP+ for those who run it.
    pub smdp: Option<Url>,
    /// Where hosts are, instead of what DNS says.
    pub resolve: Vec<HostMapping>,
    /// Files with root certificates to trust.
    pub tls_root: Vec<PathBuf>,
}

/// A DUT file as it is written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutFile {
    /// What it is, in a sentence.
    pub about: Field<String>,
    /// Where it is: `serial:/dev/ttyUSB2?mode=cgla`, `tcp:192.168.1.20:5000`.
    pub target: Field<Target>,
    /// ICCIDs of the profiles that flows may change and delete, or the single word `all`.
    #[serde(default)]
    pub expendable: Vec<Field<ExpendableEntry>>,
    /// Names of profiles in card files, and the ICCIDs that stand for them on this device.
    #[serde(default)]
    pub profiles: Entries<Field<Iccid>>,
    /// Where the operator's desk is: what `--operator` says.
    pub operator: Option<Field<Url>>,
    /// Where a simulated SM-DP+ lets those who run it in: what `--smdp` says.
    pub smdp: Option<Field<Url>>,
    /// Where hosts are, each `HOST=IP:PORT`: what `--resolve` says.
    #[serde(default)]
    pub resolve: Vec<Field<HostMapping>>,
    /// Files with root certificates to trust, from the folder of this file on: what `--tls-root` says.
    #[serde(default)]
    pub tls_root: Vec<Field<String>>,
}

/// An entry of `expendable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpendableEntry {
    /// Everything on the card.
    All,
    /// The profile with this ICCID.
    Profile(Iccid),
}

impl Scalar for ExpendableEntry {
    const WHAT: &'static str = "an ICCID or the word all";

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            digits => Iccid::parse(digits).map(Self::Profile),
        }
    }
}

impl Scalar for Target {
    const WHAT: &'static str = "a target";

    fn parse(text: &str) -> Result<Self, String> {
        match text.parse::<Self>() {
            Ok(target) if target.is_simulated() => {
                Err("a device under test is at serial: or tcp:; simulated ones need no DUT file".to_owned())
            }
            Ok(target) => Ok(target),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Scalar for Url {
    const WHAT: &'static str = "an http:// or https:// address";

    fn parse(text: &str) -> Result<Self, String> {
        web_address(text).map_err(|error| error.to_string())
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^https?://" })
    }
}

impl Scalar for HostMapping {
    const WHAT: &'static str = "a host and its place";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error: HostMappingError| error.to_string())
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[^=]+=[^=]+:[0-9]+$" })
    }
}

/// Reads the address of a server on the web.
///
/// # Errors
/// It is no URL, or one of another kind; to follow a colon.
pub fn web_address(text: &str) -> Result<Url, WebAddressError> {
    let url = Url::parse(text).map_err(|_| WebAddressError)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(WebAddressError);
    }
    Ok(url)
}

/// A text is no address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected http:// or https:// and a host, as in https://127.0.0.1:8080")]
pub struct WebAddressError;

impl Dut {
    /// Reads a DUT file.
    ///
    /// # Errors
    /// All mistakes that were found in it.
    pub fn load(source: &Arc<Source>) -> Result<Self, Diagnostics> {
        let file: DutFile = serde_saphyr::from_str(&source.text)
            .map_err(|error| Diagnostics::new(source, vec![structure::mistake(&error)]))?;
        let mut reader = Reader::default();
        let about = reader.value(&file.about);
        let target = reader.value(&file.target);
        let entries: Vec<_> = file
            .expendable
            .iter()
            .filter_map(|field| reader.value(field))
            .collect();
        let expendable = if entries.contains(&ExpendableEntry::All) {
            Expendable::All
        } else {
            Expendable::of(entries.iter().filter_map(|entry| match entry {
                ExpendableEntry::Profile(iccid) => Some(*iccid),
                ExpendableEntry::All => None,
            }))
        };
        let mut profiles = BTreeMap::new();
        for (name, field) in file.profiles.iter() {
            let Some(iccid) = reader.value(field) else {
                continue;
            };
            if let Some((other, _)) = profiles.iter().find(|(_, known)| **known == iccid) {
                let message = format!("{} and {other} stand for the same profile", name.text);
                reader.0.push(Mistake::new(
                    "profile",
                    field.place(),
                    message,
                    "this ICCID again",
                ));
            }
            profiles.insert(name.text.clone(), iccid);
        }
        let endpoints = Endpoints {
            operator: file.operator.as_ref().and_then(|field| reader.value(field)),
            smdp: file.smdp.as_ref().and_then(|field| reader.value(field)),
            resolve: file
                .resolve
                .iter()
                .filter_map(|field| reader.value(field))
                .collect(),
            tls_root: file
                .tls_root
                .iter()
                .filter_map(|field| reader.value(field))
                .map(|path| {
                    source
                        .folder
                        .as_ref()
                        .map_or_else(|| PathBuf::from(&path), |folder| folder.join(&path))
                })
                .collect(),
        };
        match (about, target) {
            (Some(about), Some(target)) if reader.0.is_empty() => Ok(Self {
                about,
                target,
                expendable,
                profiles,
                endpoints,
            }),
            _ => Err(Diagnostics::new(source, reader.0)),
        }
    }
}

/// Takes values and keeps mistakes.
#[derive(Default)]
struct Reader(Vec<Mistake>);

impl Reader {
    fn value<T: Scalar>(&mut self, field: &Field<T>) -> Option<T> {
        match field.get(&Variables::default()) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("{:?} is not {}", field.text(), T::WHAT);
                let label = match error {
                    crate::flow::field::FieldError::Value { reason, .. } => reason,
                    other => other.to_string(),
                };
                self.0.push(Mistake::new("value", field.place(), message, label));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Dut, String> {
        let source = Arc::new(Source {
            name: "bench.yaml".to_owned(),
            text: text.to_owned(),
            folder: None,
        });
        Dut::load(&source).map_err(|diagnostics| diagnostics.render(false, 90))
    }

    #[test]
    fn a_dut_file_is_read() {
        let dut = load(
            "about: EG25 on the bench\ntarget: serial:/dev/ttyUSB2?mode=cgla\n\
             expendable: [\"8932100000000000013\"]\nprofiles: { orange: \"8932100000000000013\" }\n",
        )
        .unwrap_or_else(|text| panic!("{text}"));
        let iccid: Iccid = "8932100000000000013".parse().unwrap();
        assert_eq!(dut.profiles.get("orange"), Some(&iccid));
        assert!(dut.expendable.contains(&iccid));
        assert!(!dut.expendable.contains(&"8932200000000000012".parse().unwrap()));
    }

    #[test]
    fn nothing_is_expendable_unless_it_is_said() {
        let dut = load("about: A\ntarget: tcp:127.0.0.1:5000\n").unwrap();
        assert_eq!(dut.expendable, Expendable::None);
        let dut = load("about: A\ntarget: tcp:127.0.0.1:5000\nexpendable: [all]\n").unwrap();
        assert_eq!(dut.expendable, Expendable::All);
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let text = load("about: A\ntarget: \"sim:\"\nexpendable: [\"8932\"]\n").unwrap_err();
        for line in [
            "\"sim:\" is not a target",
            "bench.yaml:2:9",
            "\"8932\" is not an ICCID or the word all",
            "bench.yaml:3:14",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn the_servers_around_a_device_are_read() {
        let source = Arc::new(Source {
            name: "lab/dut.yaml".to_owned(),
            text: "about: A\ntarget: tcp:127.0.0.1:5000\noperator: http://127.0.0.1:8081\n\
                   smdp: https://smdp.travel.example\nresolve: [\"SMDP.travel.example=127.0.0.1:8443\"]\n\
                   tls_root: [root.pem, /etc/other.pem]\n"
                .to_owned(),
            folder: Some("lab".into()),
        });
        let endpoints = Dut::load(&source).expect("a DUT file").endpoints;
        assert_eq!(
            endpoints.operator.map(String::from).as_deref(),
            Some("http://127.0.0.1:8081/")
        );
        assert_eq!(
            endpoints.smdp.map(String::from).as_deref(),
            Some("https://smdp.travel.example/")
        );
        let mapping: HostMapping = "smdp.travel.example=127.0.0.1:8443".parse().expect("a mapping");
        assert_eq!(endpoints.resolve, [mapping]);
        assert_eq!(
            endpoints.tls_root,
            [PathBuf::from("lab/root.pem"), PathBuf::from("/etc/other.pem")]
        );
    }

    #[test]
    fn wrong_servers_have_their_place() {
        let text = load("about: A\ntarget: serial:COM3\noperator: ftp://desk\nresolve: [smdp.example]\n")
            .unwrap_err();
        for line in [
            "\"ftp://desk\" is not an http:// or https:// address",
            "bench.yaml:3:11",
            "\"smdp.example\" is not a host and its place",
            "bench.yaml:4:11",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn an_unknown_field_has_its_place() {
        let text = load("about: A\ntarget: serial:COM3\nexpandable: [all]\n").unwrap_err();
        insta::assert_snapshot!(text, @r#"
        unknown_field

          × there is no field "expandable" here
           ╭─[bench.yaml:3:1]
         2 │ target: serial:COM3
         3 │ expandable: [all]
           · ─────┬────
           ·      ╰── unknown field
           ╰────
          help: did you mean expendable?
        "#);
    }
}
