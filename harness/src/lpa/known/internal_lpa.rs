//! Modems that keep the ISD-R for an LPA of their own.

use serde::Deserialize;

use super::table;

/// How a family of modems says that its own LPA has the ISD-R, and how it gives it up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InternalLpa {
    /// Beginning of the answer to `+CGMI`.
    pub manufacturer: String,
    /// Models on which it was seen.
    pub models: String,
    /// The command that asks for it; it changes nothing.
    pub query: String,
    /// What the line that says so has in it.
    pub owned: Vec<String>,
    /// The command that frees the ISD-R.
    pub release: String,
    /// The command after which that counts.
    pub restart: String,
    /// Where that was seen.
    pub source: String,
}

impl InternalLpa {
    /// Those of this manufacturer.
    pub fn of(manufacturer: &str) -> Vec<Self> {
        let known: Vec<Self> = table::read("internal-lpa");
        let is_his = |lpa: &Self| manufacturer.starts_with(lpa.manufacturer.as_str());
        known.into_iter().filter(is_his).collect()
    }

    /// Whether the answer to the query says that the modem's own LPA has the ISD-R.
    pub fn is_owner(&self, lines: &[String]) -> bool {
        lines
            .iter()
            .any(|line| self.owned.iter().all(|word| line.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_who_has_it_and_other_settings_do_not() {
        let [quectel] = InternalLpa::of("Quectel").try_into().expect("one");
        let say = |text: &str| [text.to_owned()];
        assert!(quectel.is_owner(&say("+QESIM: \"lpa_enable\",1")));
        assert!(!quectel.is_owner(&say("+QESIM: \"lpa_enable\",0")));
        let [sierra] = InternalLpa::of("Sierra Wireless, Incorporated")
            .try_into()
            .expect("one");
        assert!(sierra.is_owner(&say("SIMLPA 0x01")));
        assert!(!sierra.is_owner(&["SIMLPA 0x00".to_owned(), "GPSENABLE 0x01".to_owned()]));
        assert!(InternalLpa::of("Telit").is_empty());
    }
}
