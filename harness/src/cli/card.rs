//! Card files and modem personalities, by name or path, and cards whose state is kept in a directory.

use std::path::Path;
use std::sync::Arc;

use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use signoff_simulator::nvm::{FileStore, Memory, Nvm};
use signoff_simulator::pki::Pki;

use super::CliError;

/// Reads a card file, or a shipped card.
pub(super) fn card_file(name: &str) -> Result<CardFile, CliError> {
    let text = text(
        name,
        "card",
        signoff_fixtures::card(name),
        &signoff_fixtures::cards(),
    )?;
    let card = CardFile::parse(&text).map_err(|error| CliError::usage(format!("card {name}: {error}")))?;
    card.check()
        .map_err(|error| CliError::usage(format!("card {name}: {error}")))?;
    Ok(card)
}

/// Reads a modem personality, or a shipped one.
pub(super) fn modem(name: &str) -> Result<ModemPersonality, CliError> {
    let text = text(
        name,
        "modem",
        signoff_fixtures::modem(name),
        &signoff_fixtures::modems(),
    )?;
    ModemPersonality::parse(&text).map_err(|error| CliError::usage(format!("modem {name}: {error}")))
}

fn text(
    name: &str,
    what: &str,
    shipped: Option<std::borrow::Cow<'static, str>>,
    names: &[String],
) -> Result<String, CliError> {
    if let Some(shipped) = shipped {
        return Ok(shipped.into_owned());
    }
    std::fs::read_to_string(name).map_err(|error| {
        CliError::usage(format!("cannot read the {what} {name}: {error}")).help(format!(
            "give a file, or one of the shipped names: {}",
            names.join(", ")
        ))
    })
}

/// A card; with a directory its state is kept there, and one that is already there goes on.
pub(super) fn card(file: &CardFile, seed: u64, state: Option<&Path>) -> Result<Card, CliError> {
    card_with_pki(file, seed, state, None)
}

/// As [`card`], with the certificates and keys of a folder.
pub(super) fn card_with_pki(
    file: &CardFile,
    seed: u64,
    state: Option<&Path>,
    pki: Option<&Path>,
) -> Result<Card, CliError> {
    let pki = match (pki, file.eid) {
        (Some(folder), Some(eid)) => {
            Some(Arc::new(Pki::load(folder, eid).map_err(|error| {
                CliError::usage(format!("PKI in {}: {error}", folder.display()))
            })?))
        }
        (Some(_), None) => {
            return Err(CliError::usage(
                "a card without an EID has no certificates: leave --pki out",
            ));
        }
        (None, _) => None,
    };
    let nvm: Box<dyn Nvm + Send> = match state {
        Some(folder) => Box::new(
            FileStore::open(folder)
                .map_err(|error| CliError::environment(format!("state {}: {error}", folder.display())))?,
        ),
        None => Box::new(Memory::default()),
    };
    Card::build(file, seed, nvm, pki).map_err(|error| match state {
        Some(folder) => CliError::environment(format!("state {}: {error}", folder.display())),
        None => CliError::usage(error.to_string()),
    })
}
