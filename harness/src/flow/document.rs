//! A flow file as a whole.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;
use signoff_protocol::id::Aid;

use super::entries::Entries;
use super::field::Field;
use super::manual::Answers;
use super::operator::Day;
use super::place::Place;
use super::scalar::{Bounded, Name};
use super::step::Step;
use super::usim::Policy;
use super::word::Requirement;

/// A flow: a card, and what is done to it step by step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Version of the language: 1.
    pub flow: Field<Bounded<1, 1>>,
    /// Name of the flow: that of its file without `.yaml`.
    pub name: Field<Name>,
    /// What it shows, in a sentence.
    pub about: Field<String>,
    /// Words to find it by, and the test cases that it covers.
    #[serde(default)]
    pub tags: Vec<Field<String>>,
    /// A shipped card by name, or the path of a card file, relative to the flow file.
    pub card: Field<String>,
    /// The modem around the card on `sim:` when the flow needs one; a shipped one by name, or a path.
    #[serde(default)]
    pub modem: Option<Field<String>>,
    /// The SM-DP+ that is started for the flow; a shipped one by name, or a path.
    #[serde(default)]
    pub smdp: Option<Field<String>>,
    /// The operator's desk that is started for the flow; a shipped one by name, or a path.
    #[serde(default)]
    pub operator: Option<Field<String>>,
    /// The day at the desk when the flow begins; that of its file without this.
    #[serde(default)]
    pub today: Option<Field<Day>>,
    /// What the device must be able to do beyond what the steps say themselves.
    #[serde(default)]
    pub requires: Vec<Field<Requirement>>,
    /// How the LPA behaves in this flow.
    #[serde(default)]
    pub lpa: LpaSettings,
    /// What the flow holds itself to.
    #[serde(default)]
    pub policy: Policy,
    /// Variables with several values each: the flow runs once for every combination.
    #[serde(default)]
    pub for_each: Entries<Vec<Field<String>>>,
    /// What stands for the persons of manual steps, by the labels of the steps.
    #[serde(default)]
    pub answers: Answers,
    /// What is done.
    pub steps: Vec<PlacedStep>,
}

/// How the LPA behaves.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LpaSettings {
    /// Most bytes of data in one STORE DATA command; as much as the link carries without this.
    pub segment: Option<Field<Bounded<1, 255>>>,
    /// AIDs under which the ISD-R is looked for, in this order; that of SGP.22 without this.
    pub isd_r: Vec<Field<Aid>>,
    /// How long the LPA waits for an answer of an SM-DP+, in milliseconds; 10000 without this.
    pub server_deadline_ms: Option<Field<Bounded<50, 120_000>>>,
}

/// A step with its place.
#[derive(Clone, Debug)]
pub struct PlacedStep {
    /// Where its kind stands.
    pub place: Place,
    /// The step.
    pub step: Step,
}

impl<'de> Deserialize<'de> for PlacedStep {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Step>::deserialize(deserializer)?;
        Ok(Self {
            place: spanned.referenced.into(),
            step: spanned.value,
        })
    }
}

impl JsonSchema for PlacedStep {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Step::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Step>()
    }
}

impl Flow {
    /// Reads a flow file. Wrong scalars do not stop it: they are kept in their [`Field`]s and found by
    /// `resolve`.
    ///
    /// # Errors
    /// No YAML, or another structure: unknown fields, missing fields, a mapping where a scalar should be.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"flow: 1
name: remove-a-disabled-profile
about: A disabled profile is deleted and is gone.
tags: [delete, DE-01]
card: traveller
for_each: { by: [iccid, aid] }
steps:
  - list:
      expect: { count: 4, profiles: [ {profile: proximus, state: enabled}, {profile: orange, state: disabled} ] }
  - delete: { profile: orange, by: "${by}", expect: done }
  - delete: { profile: orange, expect: { refused: iccid_or_aid_not_found } }
  - fault: { lose_answer: {} }
  - delete: { profile: base, expect: { unknown: { resolved: done } } }
  - notifications: { list: {events: [delete]}, expect: { count: 1, entries: [{event: delete, profile: orange, address: smdp.orange.example}] }, capture: { seq: first.seq_number } }
  - notifications: { retrieve: {seq_number: "${seq}"}, expect: { count: 1, signature: valid } }
  - notifications: { remove: "${seq}", expect: done }
  - reset: {}
  - apdu: { es10: "BF2D00", expect: { data: "BF2D*" } }
  - at: { command: "AT+CCID", expect: { final: OK, lines: ["+CCID: *"] } }
  - wait_until: { at_most_ms: 5000, every_ms: 100, pending: 0 }
  - verify: { profiles: {proximus: disabled, orange: absent}, channels: balanced }
"#;

    #[test]
    fn every_value_knows_its_place() {
        let flow = Flow::parse(SAMPLE).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((flow.name.place().line, flow.name.place().column), (2, 7));
        let second = &flow.steps[1];
        assert_eq!((second.place.line, second.place.column), (10, 5));
        let Step::Delete(delete) = &second.step else {
            panic!("{second:?}")
        };
        let by = delete.by.as_ref().map(Field::place);
        assert_eq!(by.map(|p| (p.line, p.column)), Some((10, 36)), "{delete:?}");
        assert!(by.is_some_and(|p| SAMPLE[p.offset..].starts_with("\"${by}\"")));
        let (key, _) = flow.for_each.iter().next().expect("a variable");
        assert_eq!((key.place.line, key.place.column), (6, 13));
    }
}
