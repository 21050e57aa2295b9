//! The file of answers for runs that nobody attends: who is asking, under `operator`. Other sections are others' business.

use std::fmt;

use serde::Deserialize;

use super::{Identification, Proof};

/// What a file of answers says to an operator's desk.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorAnswers {
    /// Number of the account.
    pub account: String,
    /// Number of the identity document.
    #[serde(default)]
    pub document: Option<String>,
    /// A one-time code, got by other means.
    #[serde(default)]
    pub code: Option<String>,
}

/// Proofs are not for logs.
impl fmt::Debug for OperatorAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperatorAnswers").finish_non_exhaustive()
    }
}

/// Sections of others are passed over.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    operator: Option<OperatorAnswers>,
}

/// Why a file of answers is of no use to a desk.
#[derive(Debug, thiserror::Error)]
pub enum AnswersError {
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Yaml(String),
    /// The section has no proof, or two.
    #[error("the section `operator` needs either document or code beside account")]
    Proof,
}

impl OperatorAnswers {
    /// The section of a file, if it has one.
    ///
    /// # Errors
    /// It is no YAML, or a field of the section is wrong. The error shows nothing of what stands there.
    pub fn parse(yaml: &str) -> Result<Option<Self>, AnswersError> {
        let file: File = serde_saphyr::from_str(yaml).map_err(|error| {
            let place = error
                .location()
                .map_or_else(String::new, |place| format!("line {}, ", place.line()));
            AnswersError::Yaml(format!(
                "{place}it needs a section `operator` with account, and document or code, as texts in quotes"
            ))
        })?;
        Ok(file.operator)
    }

    /// Who is asking.
    ///
    /// # Errors
    /// There is no proof, or there are two.
    pub fn identification(&self) -> Result<Identification, AnswersError> {
        let proof = match (&self.document, &self.code) {
            (Some(document), None) => Proof::Document(document.clone()),
            (None, Some(code)) => Proof::OneTimeCode(code.clone()),
            _ => return Err(AnswersError::Proof),
        };
        Ok(Identification {
            account: self.account.clone(),
            proof,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_found_among_others() {
        let yaml = "manual: [{step: call}]\noperator: {account: \"A-1\", document: \"D-1\"}\n";
        let answers = OperatorAnswers::parse(yaml).unwrap().unwrap();
        assert_eq!(
            answers.identification().unwrap(),
            Identification::by_document("A-1", "D-1")
        );
        assert!(OperatorAnswers::parse("manual: []\n").unwrap().is_none());
    }

    #[test]
    fn mistakes_show_no_secrets() {
        for yaml in [
            "operator: {account: \"A-1\", dokument: \"SECRET-1\"}\n",
            "operator: {account: \"A-1\", document: [SECRET-1]}\n",
            "operator: \"SECRET-1\n",
        ] {
            let error = OperatorAnswers::parse(yaml).unwrap_err().to_string();
            assert!(error.contains("account") && !error.contains("SECRET"), "{error}");
        }
        for yaml in [
            "operator: {account: \"A-1\"}\n",
            "operator: {account: \"A-1\", document: \"1\", code: \"2\"}\n",
        ] {
            let answers = OperatorAnswers::parse(yaml).unwrap().unwrap();
            assert!(answers.identification().is_err(), "{yaml}");
            assert_eq!(format!("{answers:?}"), "OperatorAnswers { .. }");
        }
    }
}
