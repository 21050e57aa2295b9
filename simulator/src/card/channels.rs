//! Logical channels and what each has selected (ETSI TS 102 221 §8.7, §11.1.17).

use signoff_protocol::apdu::{ChannelNumber, StatusWord};
use signoff_protocol::store_data::Reassembly;

use super::applications::Selectable;
use super::response_queue::ResponseQueue;
use crate::files::{FileHandle, Position};

/// One open channel.
#[derive(Debug)]
pub(super) struct Channel {
    /// The security domain or application that commands go to; `None` for the file system alone.
    pub(super) selected: Option<Selectable>,
    /// Directory, file and record that are selected.
    pub(super) at: Position,
    /// Segments of an ES10 request.
    pub(super) request: Reassembly,
    pub(super) response: ResponseQueue,
}

impl Channel {
    /// Freshly opened: the MF is selected.
    pub(super) fn new() -> Self {
        Self {
            selected: None,
            at: Position::MF,
            request: Reassembly::default(),
            response: ResponseQueue::default(),
        }
    }

    /// The ADF that `7FFF` stands for.
    pub(super) const fn adf(&self) -> Option<FileHandle> {
        match self.selected {
            Some(Selectable::Adf(adf)) => Some(adf),
            _ => None,
        }
    }

    /// Goes back to the MF, as when the profile of the files is no longer enabled.
    pub(super) fn select_mf(&mut self) {
        self.selected = None;
        self.at = Position::MF;
        self.request.clear();
    }
}

/// All channels; the basic one is always open.
#[derive(Debug)]
pub(super) struct Channels {
    open: [Option<Channel>; ChannelNumber::COUNT],
    supplementary: usize,
    first: u8,
}

impl Channels {
    /// Only the basic channel is open; `supplementary` more can be, numbered from `first` where the card
    /// chooses.
    pub(super) fn new(supplementary: u8, first: u8) -> Self {
        let mut open = [const { None }; ChannelNumber::COUNT];
        if let Some(basic) = open.first_mut() {
            *basic = Some(Channel::new());
        }
        Self {
            open,
            supplementary: usize::from(supplementary),
            first,
        }
    }

    pub(super) fn get_mut(&mut self, number: ChannelNumber) -> Option<&mut Channel> {
        self.open
            .get_mut(usize::from(number.get()))
            .and_then(Option::as_mut)
    }

    /// All open channels.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Channel> {
        self.open.iter_mut().flatten()
    }

    /// Closes all but the basic channel, and selects the MF on that one.
    pub(super) fn reset(&mut self) {
        self.open.fill_with(|| None);
        if let Some(basic) = self.open.first_mut() {
            *basic = Some(Channel::new());
        }
    }

    /// Opens a channel of the card's choice.
    pub(super) fn open_any(&mut self) -> Result<ChannelNumber, StatusWord> {
        if !self.has_room() {
            return Err(StatusWord::FUNCTION_NOT_SUPPORTED);
        }
        let highest = u8::try_from(ChannelNumber::COUNT).unwrap_or(20);
        let free = (self.first..highest)
            .chain(1..self.first)
            .filter_map(ChannelNumber::new)
            .find(|number| self.slot(*number).is_some_and(Option::is_none));
        let number = free.ok_or(StatusWord::FUNCTION_NOT_SUPPORTED)?;
        self.open(number)
    }

    /// Opens the channel with this number.
    pub(super) fn open_given(&mut self, number: ChannelNumber) -> Result<ChannelNumber, StatusWord> {
        match self.slot(number) {
            Some(None) if self.has_room() => self.open(number),
            Some(None) => Err(StatusWord::FUNCTION_NOT_SUPPORTED),
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }

    /// Closes a channel. The basic one can't be, and one that is not open is no channel of this card.
    pub(super) fn close(&mut self, number: ChannelNumber) -> Result<(), StatusWord> {
        if number == ChannelNumber::BASIC {
            return Err(StatusWord::WRONG_P1_P2);
        }
        match self.open.get_mut(usize::from(number.get())) {
            Some(slot @ Some(_)) => {
                *slot = None;
                Ok(())
            }
            _ => Err(StatusWord::CHANNEL_NOT_SUPPORTED),
        }
    }

    fn slot(&self, number: ChannelNumber) -> Option<&Option<Channel>> {
        self.open.get(usize::from(number.get()))
    }

    fn has_room(&self) -> bool {
        self.open.iter().skip(1).flatten().count() < self.supplementary
    }

    fn open(&mut self, number: ChannelNumber) -> Result<ChannelNumber, StatusWord> {
        let slot = self.open.get_mut(usize::from(number.get()));
        *slot.ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)? = Some(Channel::new());
        Ok(number)
    }
}
