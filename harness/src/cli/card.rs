//! Card files and modem personalities, by name or path, and cards whose state is kept in a directory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use signoff_protocol::id::Eid;
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use signoff_simulator::nvm::{FileStore, Memory, Nvm};
use signoff_simulator::pki::Pki;

use super::CliError;
use super::files::{no_such_file, wrong, wrong_message};
use crate::text::{Message, Told as _};

/// Reads a card file, or a shipped card.
pub(super) fn card_file(name: &str) -> Result<CardFile, CliError> {
    let text = text(
        name,
        "card",
        signoff_fixtures::card(name),
        &signoff_fixtures::cards(),
    )?;
    let card = CardFile::parse(&text).map_err(|error| wrong("card", name, error.to_string()))?;
    card.check()
        .map_err(|error| wrong("card", name, error.to_string()))?;
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
    ModemPersonality::parse(&text).map_err(|error| wrong("modem", name, error.to_string()))
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
    std::fs::read_to_string(name).map_err(|error| no_such_file(what, name, &error, names))
}

/// Options that say which simulated card it is.
#[derive(Debug, Args)]
pub(super) struct CardChoice {
    /// Card file, or name of a shipped card
    #[arg(long, value_name = "CARD", default_value = "traveller")]
    pub(super) card: String,
    /// Another EID than that of the card file
    #[arg(long, value_name = "EID")]
    pub(super) eid: Option<Eid>,
    /// Take the certificates and keys of this folder instead of generated ones
    #[arg(long, value_name = "DIR")]
    pub(super) pki: Option<PathBuf>,
    /// Keep the state of the card in this folder
    #[arg(long, value_name = "DIR")]
    pub(super) state: Option<PathBuf>,
    /// Seed of keys and of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
}

impl CardChoice {
    /// The card file, with the EID that was asked for.
    pub(super) fn file(&self) -> Result<CardFile, CliError> {
        let mut file = card_file(&self.card)?;
        if self.eid.is_some() {
            file.eid = self.eid;
            file.check()
                .map_err(|error| wrong("card", &self.card, error.to_string()))?;
        }
        Ok(file)
    }

    /// A card of this file.
    pub(super) fn card(&self, file: &CardFile) -> Result<Card, CliError> {
        card_with_pki(file, self.seed, self.state.as_deref(), self.pki.as_deref())
    }

    /// Whether the file says all of it, so that the card can be put back to what the file says.
    pub(super) const fn is_its_file(&self) -> bool {
        self.state.is_none() && self.pki.is_none()
    }

    /// The first option that only a card of our own can have.
    pub(super) fn own_only(&self) -> Option<&'static str> {
        if self.state.is_some() {
            Some("--state")
        } else if self.pki.is_some() {
            Some("--pki")
        } else {
            self.eid.map(|_| "--eid")
        }
    }
}

/// A card; with a directory its state is kept there, and one that is already there goes on.
fn card_with_pki(
    file: &CardFile,
    seed: u64,
    state: Option<&Path>,
    pki: Option<&Path>,
) -> Result<Card, CliError> {
    let pki = match (pki, file.eid) {
        (Some(folder), Some(eid)) => {
            Some(Arc::new(Pki::load(folder, eid).map_err(|error| {
                wrong("pki", folder.display(), error.to_string())
            })?))
        }
        (Some(_), None) => {
            return Err(CliError::usage(Message::say("error-pki-without-eid", &[])));
        }
        (None, _) => None,
    };
    let nvm: Box<dyn Nvm + Send> = match state {
        Some(folder) => Box::new(FileStore::open(folder).map_err(|error| state_error(folder, error.told()))?),
        None => Box::new(Memory::default()),
    };
    Card::build(file, seed, nvm, pki).map_err(|error| match state {
        Some(folder) => state_error(folder, error.to_string().into()),
        None => CliError::usage(Message::translated(
            "cause-card",
            &[("reason", error.to_string().into())],
            &error,
        )),
    })
}

fn state_error(folder: &Path, reason: Message) -> CliError {
    CliError::environment(wrong_message("state", folder.display(), reason))
}
