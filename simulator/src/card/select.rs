//! SELECT and STATUS (ETSI TS 102 221 §11.1.1, §11.1.2).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};

use super::Card;
use super::applications::Selectable;
use super::dispatch::CommandError;
use crate::files::{FileHandle, Position};
use crate::personality::TerminalCapabilityCheck;

/// The selected file is deactivated.
const DEACTIVATED: StatusWord = StatusWord::new(0x6283);

/// Bits b4 and b3 of P2: which template is wanted.
const NO_DATA: u8 = 0x0C;

impl Card {
    pub(super) fn select(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        if command.p1 == 0x04 {
            return self.select_by_aid(channel, command);
        }
        let free = self.euicc.free_bytes(&self.personality);
        let files = self.euicc.files(&self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let from = open.at.directory;
        let found = match command.p1 {
            0x00 | 0x01 => match command.data {
                [] => Some(FileHandle::MF),
                [high, low] if command.p1 == 0x00 => {
                    files.select(from, u16::from_be_bytes([*high, *low]), open.adf())
                }
                [high, low] => files.select_child_directory(from, u16::from_be_bytes([*high, *low])),
                _ => return Err(StatusWord::WRONG_LENGTH.into()),
            },
            0x03 => Some(files.parent(from).unwrap_or(FileHandle::MF)),
            0x08 => files.select_path(FileHandle::MF, command.data, open.adf()),
            0x09 => files.select_path(from, command.data, open.adf()),
            _ => return Err(StatusWord::WRONG_P1_P2.into()),
        };
        let found = found.ok_or(StatusWord::NOT_FOUND)?;
        open.at = files.position(found);
        if !files.is_active(found) {
            self.session.warning = Some(DEACTIVATED);
        }
        Ok(if command.p2 & NO_DATA == NO_DATA {
            Vec::new()
        } else {
            files.control_parameters(found, free)
        })
    }

    /// By AID, full or cut at the right; the occurrence stands in b2 and b1 of P2.
    fn select_by_aid(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let personality = &self.personality;
        let enabled = self.euicc.enabled().is_some();
        let files = self.euicc.files(personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let hidden = personality.terminal_capability == TerminalCapabilityCheck::Select
            && !self.session.device.has_lpad();
        let named: Vec<Selectable> = Selectable::all(self.kind, personality, files, enabled)
            .filter(|one| !(hidden && matches!(one, Selectable::IsdR(_))))
            .filter(|one| one.is_named(personality, files, command.data))
            .collect();
        let current = open
            .selected
            .and_then(|one| named.iter().position(|other| *other == one));
        let found = match (command.p2 & 0x03, current) {
            (0x01, _) => named.last(),
            (0x02, Some(place)) => named.get(place + 1),
            (0x00, _) | (0x02, None) => named.first(),
            (_, Some(place)) => place.checked_sub(1).and_then(|place| named.get(place)),
            (_, None) => named.last(),
        };
        let found = *found.ok_or(StatusWord::NOT_FOUND)?;
        let before = open.adf();
        open.select_mf();
        open.selected = Some(found);
        if let Selectable::Adf(adf) = found {
            open.at = Position::directory(adf);
        }
        self.end_application(before);
        Ok(if command.p2 & NO_DATA == NO_DATA {
            Vec::new()
        } else {
            self.template(found)
        })
    }

    /// Local PINs of an application that no channel has selected are to be verified anew.
    pub(super) fn end_application(&mut self, adf: Option<FileHandle>) {
        if let Some(adf) = adf
            && self
                .session
                .channels
                .iter_mut()
                .all(|open| open.adf() != Some(adf))
        {
            self.euicc.files(&self.personality).forget_verified_in(adf);
        }
    }

    /// FCP of an application, FCI of a security domain.
    fn template(&mut self, selected: Selectable) -> Vec<u8> {
        let enabled = self.euicc.enabled().is_some();
        let files = self.euicc.files(&self.personality);
        match selected {
            Selectable::Adf(adf) => files.control_parameters(adf, 0),
            domain => domain.fci(self.kind, &self.personality, files, enabled),
        }
    }

    pub(super) fn status(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        if command.p1 > 0x02 {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        let free = self.euicc.free_bytes(&self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let (selected, at) = (open.selected, open.at);
        match (command.p2, selected) {
            (0x00, Some(domain @ (Selectable::IsdR(_) | Selectable::Ecasd | Selectable::MnoSd))) => {
                Ok(self.template(domain))
            }
            (0x00, _) => Ok(self
                .euicc
                .files(&self.personality)
                .control_parameters(at.directory, free)),
            (0x01, Some(selected)) => {
                let files = self.euicc.files(&self.personality);
                Ok(selected.aid_element(&self.personality, files))
            }
            (0x01, None) => Err(StatusWord::REFERENCE_NOT_FOUND.into()),
            (NO_DATA, _) => Ok(Vec::new()),
            _ => Err(StatusWord::WRONG_P1_P2.into()),
        }
    }
}
