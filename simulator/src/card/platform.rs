//! The card as the outside world knows it: power and bytes.

use std::sync::Arc;

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};

use super::dispatch::CommandError;
use super::session::Session;
use super::{CardError, CardFault, Mute};
use crate::card_file::{CardFile, CardKind};
use crate::env::Env;
use crate::isd_r::{Es10Error, Euicc};
use crate::nvm::{Memory, Nvm, NvmError};
use crate::personality::CardPersonality;
use crate::pki::Pki;
use crate::toolkit::PROACTIVE_LENGTH;

/// A card: command APDUs in, response APDUs out. Without I/O and clock; one seed gives one behaviour.
pub struct Card {
    pub(super) kind: CardKind,
    pub(super) personality: CardPersonality,
    pub(super) euicc: Euicc,
    pub(super) session: Session,
    pub(super) env: Env,
    pub(super) powered: bool,
    /// What is decoded may be ahead of the memory.
    pub(super) stale: bool,
    /// Changes of state that are still refused with catBusy for no reason.
    pub(super) cat_busy: u32,
    pub(super) cut_at_segment: Option<u32>,
    status_once: Option<(u8, StatusWord)>,
}

impl Card {
    /// A fresh card as its file describes it, with keys and certificates generated from `seed`.
    ///
    /// # Errors
    /// The file describes no possible card.
    pub fn new(file: &CardFile, seed: u64) -> Result<Self, CardError> {
        Self::build(file, seed, Box::new(Memory::new()), None)
    }

    /// A card on top of a given memory and given keys. An image in the memory wins over the file's profiles and
    /// notifications; what the card is and how it behaves always comes from the file.
    ///
    /// # Errors
    /// The file describes no possible card, or the memory can't be read or is that of another card.
    pub fn build(
        file: &CardFile,
        seed: u64,
        nvm: Box<dyn Nvm + Send>,
        pki: Option<Arc<Pki>>,
    ) -> Result<Self, CardError> {
        file.check()?;
        let pki = match (pki, file.eid) {
            (Some(pki), _) => Some(pki),
            (None, Some(eid)) => Some(Arc::new(Pki::generate(eid, seed)?)),
            (None, None) => None,
        };
        Ok(Self {
            kind: file.kind,
            personality: file.personality.clone(),
            euicc: Euicc::build(file, nvm, pki)?,
            session: Session::new(&file.personality),
            env: Env::fixed(seed),
            powered: false,
            stale: false,
            cat_busy: 0,
            cut_at_segment: None,
            status_once: None,
        })
    }

    /// One command APDU, one response APDU.
    ///
    /// # Errors
    /// The card has no power, or lost it during this command.
    pub fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        if !self.powered {
            return Err(Mute);
        }
        let Ok(command) = Command::parse(command) else {
            return Ok(StatusWord::WRONG_LENGTH.to_bytes().to_vec());
        };
        if let Some((_, status)) = self.status_once.take_if(|(ins, _)| *ins == command.ins) {
            return Ok(status.to_bytes().to_vec());
        }
        if std::mem::take(&mut self.session.answer_gone) {
            return Ok(StatusWord::NO_DIAGNOSIS.to_bytes().to_vec());
        }
        match self.dispatch(&command) {
            Ok(answer) => Ok(answer),
            Err(error) => self.fail(&error),
        }
    }

    fn fail(&mut self, error: &CommandError) -> Result<Vec<u8>, Mute> {
        if let CommandError::Memory(memory) | CommandError::Es10(Es10Error::Memory(memory)) = error {
            self.memory_failed(memory);
            if matches!(memory, NvmError::PowerLost) {
                return Err(Mute);
            }
        }
        Ok(error.status().to_bytes().to_vec())
    }

    /// Makes something go wrong.
    pub fn arm(&mut self, fault: CardFault) {
        match fault {
            CardFault::PowerCutAtWrite(write) => self.euicc.memory().arm(write),
            CardFault::PowerCutAtSegment(segment) => self.cut_at_segment = Some(segment),
            CardFault::CatBusy { times } => self.cat_busy = times,
            CardFault::StatusOnce { ins, status } => self.status_once = Some((ins, status)),
            CardFault::ProactiveSession => self.session.toolkit.request_more_time(),
        }
    }

    /// Keys and certificates; a plain UICC has none.
    pub fn pki(&self) -> Option<&Arc<Pki>> {
        self.euicc.pki()
    }

    /// The answer with its status word, as much of it as goes at once.
    pub(super) fn answer(&mut self, channel: ChannelNumber, command: &Command<'_>, data: Vec<u8>) -> Vec<u8> {
        let last = self.normal_ending();
        let style = self.personality.answers;
        match self.session.channels.get_mut(channel) {
            Some(open) => open.response.answer(style, command, data, last),
            // The command closed its own channel, and has no data.
            None => last.to_bytes().to_vec(),
        }
    }

    /// `9000` or a warning, or `91xx` while a proactive command waits.
    pub(super) const fn normal_ending(&self) -> StatusWord {
        match self.session.warning {
            _ if self.session.toolkit.is_waiting() => StatusWord::from_bytes(0x91, PROACTIVE_LENGTH),
            Some(warning) => warning,
            None => StatusWord::OK,
        }
    }
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Card")
            .field("kind", &self.kind)
            .field("powered", &self.powered)
            .finish_non_exhaustive()
    }
}
