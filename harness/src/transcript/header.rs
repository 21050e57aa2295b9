//! What a transcript says before its first step: what makes the run repeatable, nothing of the target.

use std::fmt;

/// Head of a transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranscriptHeader {
    /// Name of the flow.
    pub flow: String,
    /// The row of the matrix, in the order of the flow; empty without one.
    pub parameters: Vec<(String, String)>,
    /// Name of the card, as the flow has it.
    pub card: String,
    /// Seed of everything that is random.
    pub seed: u64,
}

impl fmt::Display for TranscriptHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "flow: {}", self.flow)?;
        for (name, value) in &self.parameters {
            writeln!(f, "with {name}: {value}")?;
        }
        writeln!(f, "card: {}", self.card)?;
        writeln!(f, "seed: {}", self.seed)
    }
}
