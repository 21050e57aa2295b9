//! JSON Schema of the files that people write, for the completion and checks of an editor.

use schemars::{Schema, schema_for};
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use signoff_simulator::operator::{ContractRules, OperatorFile};

use super::document::Flow;

/// Schema of a flow file.
pub fn flow() -> Schema {
    titled(schema_for!(Flow), "Signoff flow")
}

/// Schema of a card file.
pub fn card() -> Schema {
    titled(schema_for!(CardFile), "Signoff card")
}

/// Schema of a modem file.
pub fn modem() -> Schema {
    titled(schema_for!(ModemPersonality), "Signoff modem")
}

/// Schema of an operator file.
pub fn operator() -> Schema {
    titled(schema_for!(OperatorFile), "Signoff operator")
}

/// Schema of the contract rules of a country.
pub fn contract() -> Schema {
    titled(schema_for!(ContractRules), "Signoff contract rules")
}

/// Schema of a DUT file.
pub fn dut() -> Schema {
    titled(schema_for!(crate::dut::DutFile), "Signoff device under test")
}

/// Of the `backup.json` of a backup.
pub fn backup() -> Schema {
    titled(schema_for!(crate::usim::BackupDocument), "Signoff backup")
}

fn titled(mut schema: Schema, title: &str) -> Schema {
    schema.insert("title".to_owned(), title.into());
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Step;

    #[test]
    fn the_schema_knows_every_kind_of_step() {
        let text = flow().to_value().to_string();
        for kind in Step::KINDS {
            assert!(text.contains(&format!("\"{kind}\"")), "{kind}");
        }
        assert!(text.contains("delete_operational_profiles"));
    }
}
