//! SELECT and STATUS (ETSI TS 102 221 §11.1.1, §11.1.2).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};

use super::Card;
use super::applications::Selectable;
use super::channels::Channel;
use super::dispatch::CommandError;
use crate::files::{Directory, Node, Subscription, fcp_of_directory, fcp_of_file};
use crate::isd_r::Euicc;
use crate::personality::{CardPersonality, TerminalCapabilityCheck};

/// Whose files the card shows.
pub(super) fn subscription<'a>(euicc: &'a Euicc, personality: &CardPersonality) -> Subscription<'a> {
    euicc
        .enabled()
        .map_or(Subscription::None(personality.no_profile), Subscription::Profile)
}

/// Bits b4 and b3 of P2: which template is wanted.
const NO_DATA: u8 = 0x0C;

impl Card {
    pub(super) fn select(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let free = self.euicc.free_bytes(&self.personality);
        let subscription = subscription(&self.euicc, &self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        if command.p1 == 0x04 {
            return self.select_by_aid(channel, command);
        }
        let node = match command.p1 {
            0x00 => match command.data {
                [] => Some(Node::Directory(Directory::Mf)),
                [high, low] => select_id(open, u16::from_be_bytes([*high, *low])),
                _ => return Err(StatusWord::WRONG_LENGTH.into()),
            },
            0x03 => Some(Node::Directory(Directory::Mf)),
            0x08 => Directory::Mf.select_path(command.data, open.adf()),
            0x09 => open.directory.select_path(command.data, open.adf()),
            _ => return Err(StatusWord::WRONG_P1_P2.into()),
        };
        let template = match node.ok_or(StatusWord::NOT_FOUND)? {
            Node::Directory(directory) => {
                open.directory = directory;
                open.file = None;
                fcp_of_directory(directory, free)
            }
            Node::File(directory, file) => {
                let body = subscription.read(file).ok_or(StatusWord::NOT_FOUND)?;
                open.directory = directory;
                open.file = Some(file);
                fcp_of_file(directory, file, &body)
            }
        };
        Ok(if command.p2 & NO_DATA == NO_DATA {
            Vec::new()
        } else {
            template
        })
    }

    /// By AID, full or cut at the right; the occurrence stands in b2 and b1 of P2.
    fn select_by_aid(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let subscription = subscription(&self.euicc, &self.personality);
        let personality = &self.personality;
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let hidden = personality.terminal_capability == TerminalCapabilityCheck::Select
            && !self.session.device.has_lpad();
        let named: Vec<Selectable> = Selectable::all(self.kind, personality, subscription)
            .filter(|one| !(hidden && matches!(one, Selectable::IsdR(_))))
            .filter(|one| one.is_named(personality, command.data))
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
        open.select_mf();
        open.selected = Some(found);
        if let Selectable::Adf(application) = found {
            open.directory = Directory::Adf(application);
        }
        Ok(if command.p2 & NO_DATA == NO_DATA {
            Vec::new()
        } else {
            self.template(found)
        })
    }

    /// FCP of an application, FCI of a security domain.
    fn template(&self, selected: Selectable) -> Vec<u8> {
        match selected {
            Selectable::Adf(application) => fcp_of_directory(Directory::Adf(application), 0),
            domain => domain.fci(self.kind, &self.personality, self.euicc.enabled().is_some()),
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
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let (selected, directory) = (open.selected, open.directory);
        match (command.p2, selected) {
            (0x00, Some(domain @ (Selectable::IsdR(_) | Selectable::Ecasd | Selectable::MnoSd))) => {
                Ok(self.template(domain))
            }
            (0x00, _) => Ok(fcp_of_directory(
                directory,
                self.euicc.free_bytes(&self.personality),
            )),
            (0x01, Some(selected)) => Ok(selected.aid_element(&self.personality)),
            (0x01, None) => Err(StatusWord::REFERENCE_NOT_FOUND.into()),
            (NO_DATA, _) => Ok(Vec::new()),
            _ => Err(StatusWord::WRONG_P1_P2.into()),
        }
    }
}

fn select_id(open: &Channel, id: u16) -> Option<Node> {
    open.directory.select(id, open.adf())
}
