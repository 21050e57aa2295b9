//! READ, UPDATE, SEARCH, INCREASE, ACTIVATE and DEACTIVATE of elementary files (ETSI TS 102 221 §11.1.3 to
//! §11.1.8, §11.1.14, §11.1.15).

use signoff_protocol::apdu::{ChannelNumber, Command, MAX_SHORT_LE, StatusWord};

use super::Card;
use super::dispatch::CommandError;
use crate::files::{FileSystem, Position, RecordMode};

impl Card {
    pub(super) fn read_binary(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let (sfi, offset) = binary_place(command);
        let length = usize::try_from(command.le.unwrap_or(MAX_SHORT_LE)).unwrap_or(usize::MAX);
        self.with_file(channel, sfi, |files, at| {
            let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
            files.read_binary(file, offset, length)
        })
    }

    pub(super) fn update_binary(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let (sfi, offset) = binary_place(command);
        self.with_file(channel, sfi, |files, at| {
            let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
            files.update_binary(file, offset, command.data)
        })?;
        self.euicc.keep_files()?;
        Ok(Vec::new())
    }

    pub(super) fn read_record(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let mode = RecordMode::new(command.p1, command.p2).ok_or(StatusWord::WRONG_P1_P2)?;
        self.with_file(channel, command.p2 >> 3, |files, at| files.read_record(at, mode))
    }

    pub(super) fn update_record(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let mode = RecordMode::new(command.p1, command.p2).ok_or(StatusWord::WRONG_P1_P2)?;
        self.with_file(channel, command.p2 >> 3, |files, at| {
            files.update_record(at, mode, command.data)
        })?;
        self.euicc.keep_files()?;
        Ok(Vec::new())
    }

    pub(super) fn search_record(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        self.with_file(channel, command.p2 >> 3, |files, at| {
            files.search_record(at, command.p1, command.p2, command.data)
        })
    }

    pub(super) fn increase(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let sfi = match command.p1 {
            0 => 0,
            sfi if sfi & 0xE0 == 0x80 => sfi & 0x1F,
            _ => return Err(StatusWord::WRONG_P1_P2.into()),
        };
        let answer = self.with_file(channel, sfi, |files, at| files.increase(at, command.data))?;
        self.euicc.keep_files()?;
        Ok(answer)
    }

    /// ACTIVATE FILE and DEACTIVATE FILE, of the current file or one that is named as in SELECT.
    pub(super) fn set_active(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
        active: bool,
    ) -> Result<Vec<u8>, CommandError> {
        let files = self.euicc.files(&self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let file = match (command.p1, command.data) {
            (0x00, []) => open.at.file.ok_or(StatusWord::NO_EF_SELECTED)?,
            (0x00, [high, low]) => files
                .select(open.at.directory, u16::from_be_bytes([*high, *low]), open.adf())
                .ok_or(StatusWord::NOT_FOUND)?,
            (0x08 | 0x09, path) => {
                let from = if command.p1 == 0x08 {
                    Position::MF.directory
                } else {
                    open.at.directory
                };
                files
                    .select_path(from, path, open.adf())
                    .ok_or(StatusWord::NOT_FOUND)?
            }
            _ => return Err(StatusWord::WRONG_P1_P2.into()),
        };
        files.set_active(file, active)?;
        open.at = files.position(file);
        self.euicc.keep_files()?;
        Ok(Vec::new())
    }

    /// Works on the file with this short identifier in the current directory, which becomes the current one; on
    /// the current file for 0.
    fn with_file<T>(
        &mut self,
        channel: ChannelNumber,
        sfi: u8,
        work: impl FnOnce(&mut FileSystem, &mut Position) -> Result<T, StatusWord>,
    ) -> Result<T, CommandError> {
        let files = self.euicc.files(&self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        if sfi != 0 {
            let file = files
                .by_sfi(open.at.directory, sfi)
                .ok_or(StatusWord::NOT_FOUND)?;
            if open.at.file != Some(file) {
                open.at.file = Some(file);
                open.at.record = None;
            }
        }
        Ok(work(files, &mut open.at)?)
    }
}

/// Short file identifier, 0 for none, and offset: with b8 of P1 the identifier stands in its other bits, and
/// the offset in P2.
fn binary_place(command: &Command<'_>) -> (u8, usize) {
    if command.p1 & 0x80 == 0 {
        (0, usize::from(u16::from_be_bytes([command.p1, command.p2])))
    } else {
        (command.p1 & 0x1F, usize::from(command.p2))
    }
}
