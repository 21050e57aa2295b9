//! A flow that can be carried out: one case of its matrix, with its card.

use std::collections::BTreeSet;
use std::sync::Arc;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use signoff_simulator::operator::{ContractRules, OperatorFile};
use signoff_simulator::smdp::SmdpFile;

use super::document::{Flow, PlacedStep};
use super::effect::Change;
use super::field::Variables;
use super::source::Source;
use super::step::Step;
use super::word::Requirement;

/// A flow whose names and types have been checked, for one combination of its matrix.
#[derive(Clone, Debug)]
pub struct ResolvedFlow {
    /// The file it stands in.
    pub source: Arc<Source>,
    /// The document; its fields get their values by [`super::Field::get`] with the variables.
    pub flow: Arc<Flow>,
    /// The combination, in the order of the file; empty without a matrix.
    pub parameters: Vec<(String, String)>,
    /// What variables are worth before the first step: the combination.
    pub variables: Variables,
    /// The card as the flow names it.
    pub card_name: String,
    /// The card.
    pub card: Arc<CardFile>,
    /// The modem, where the flow names one.
    pub modem: Option<ModemPersonality>,
    /// The operator's desk, where the flow has one.
    pub operator: Option<Arc<DeskFiles>>,
    /// The SM-DP+, where the flow has one.
    pub smdp: Option<Arc<SmdpFile>>,
}

/// What an operator's desk is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskFiles {
    /// The operator with its customers.
    pub operator: OperatorFile,
    /// The rules of its country.
    pub rules: ContractRules,
}

impl ResolvedFlow {
    /// The name of the flow.
    pub fn name(&self) -> &str {
        self.flow.name.text()
    }

    /// `delete-twice`, or `delete-twice [by=aid]`.
    pub fn case_name(&self) -> String {
        if self.parameters.is_empty() {
            return self.name().to_owned();
        }
        let row: Vec<String> = self
            .parameters
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{} [{}]", self.name(), row.join(", "))
    }

    /// The steps in their order.
    pub fn steps(&self) -> &[PlacedStep] {
        &self.flow.steps
    }

    /// What the device must be able to do: what the flow says, and what follows from its steps.
    pub fn requires(&self) -> BTreeSet<Requirement> {
        let said = self
            .flow
            .requires
            .iter()
            .filter_map(|field| field.get(&self.variables).ok());
        let follows = self.steps().iter().filter_map(|placed| match &placed.step {
            Step::At(_) => Some(Requirement::At),
            Step::Fault(_) => Some(Requirement::Faults),
            _ => None,
        });
        said.chain(follows).collect()
    }

    /// Whether a modem must stand between harness and card, also where `sim:` could do without.
    pub fn needs_modem(&self) -> bool {
        self.modem.is_some()
            || self.requires().contains(&Requirement::At)
            || self.steps().iter().any(|placed| match &placed.step {
                Step::Fault(fault) => fault.needs_modem(),
                _ => false,
            })
    }

    /// The modem that stands around the card on every simulated target, where the flow insists on that.
    pub fn own_modem(&self) -> Option<ModemPersonality> {
        let insists = self.requires().contains(&Requirement::OwnModem);
        self.modem.clone().filter(|_| insists)
    }

    /// What the steps may change, in their order. Kinds of steps that only read are not in it.
    pub fn changes(&self) -> Vec<Change> {
        self.steps()
            .iter()
            .filter_map(|placed| Change::of(placed, &self.variables))
            .collect()
    }

    /// What the steps may destroy, in their order: [`ResolvedFlow::changes`] without those that can be undone.
    pub fn destructive_targets(&self) -> Vec<Change> {
        self.changes()
            .into_iter()
            .filter(|change| change.destructive)
            .collect()
    }
}
