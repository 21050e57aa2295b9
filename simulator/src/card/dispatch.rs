//! From CLA and INS to the handler, and from errors to status words: the only place that does either.

use signoff_protocol::apdu::{Class, Command, StatusWord, ins};

use super::Card;
use crate::files::PinCommand;
use crate::isd_r::Es10Error;
use crate::nvm::NvmError;

/// Why a command has no normal ending.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// The platform answers with this.
    #[error("{0}")]
    Status(StatusWord),
    /// The ISD-R has no response.
    #[error("no ES10 response")]
    Es10(#[from] Es10Error),
    /// The memory fails while a switch is finished.
    #[error("memory failure")]
    Memory(#[from] NvmError),
}

impl From<StatusWord> for CommandError {
    fn from(status: StatusWord) -> Self {
        Self::Status(status)
    }
}

impl CommandError {
    /// What the card answers.
    pub(super) const fn status(&self) -> StatusWord {
        match self {
            Self::Status(status) => *status,
            Self::Es10(Es10Error::Malformed(_)) => StatusWord::WRONG_DATA,
            Self::Es10(Es10Error::UnknownFunction) => StatusWord::REFERENCE_NOT_FOUND,
            Self::Es10(Es10Error::NotAllowed) => StatusWord::CONDITIONS_OF_USE,
            Self::Es10(Es10Error::Memory(_)) | Self::Memory(_) => StatusWord::MEMORY_PROBLEM,
        }
    }
}

/// Instructions of the card, typed by the bytes that name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instruction {
    Activate,
    Authenticate,
    Deactivate,
    Envelope,
    Fetch,
    GetChallenge,
    GetData,
    GetResponse,
    Increase,
    ManageChannel,
    Pin(PinCommand),
    ReadBinary,
    ReadRecord,
    SearchRecord,
    Select,
    Status,
    StoreData,
    TerminalCapability,
    TerminalProfile,
    TerminalResponse,
    UpdateBinary,
    UpdateRecord,
}

/// Which class bytes an instruction has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Classes {
    Interindustry,
    Proprietary,
    /// Clients send either.
    Both,
}

impl Instruction {
    const fn from_ins(byte: u8) -> Option<(Self, Classes)> {
        use Classes::{Both, Interindustry, Proprietary};
        Some(match byte {
            ins::SELECT => (Self::Select, Interindustry),
            ins::MANAGE_CHANNEL => (Self::ManageChannel, Interindustry),
            ins::READ_BINARY => (Self::ReadBinary, Interindustry),
            ins::READ_RECORD => (Self::ReadRecord, Interindustry),
            ins::UPDATE_BINARY => (Self::UpdateBinary, Interindustry),
            ins::UPDATE_RECORD => (Self::UpdateRecord, Interindustry),
            ins::SEARCH_RECORD => (Self::SearchRecord, Interindustry),
            ins::ACTIVATE_FILE => (Self::Activate, Interindustry),
            ins::DEACTIVATE_FILE => (Self::Deactivate, Interindustry),
            ins::INCREASE => (Self::Increase, Proprietary),
            ins::VERIFY => (Self::Pin(PinCommand::Verify), Interindustry),
            ins::CHANGE_PIN => (Self::Pin(PinCommand::Change), Interindustry),
            ins::DISABLE_PIN => (Self::Pin(PinCommand::Disable), Interindustry),
            ins::ENABLE_PIN => (Self::Pin(PinCommand::Enable), Interindustry),
            ins::UNBLOCK_PIN => (Self::Pin(PinCommand::Unblock), Interindustry),
            ins::AUTHENTICATE | ins::AUTHENTICATE_ODD => (Self::Authenticate, Interindustry),
            ins::GET_CHALLENGE => (Self::GetChallenge, Interindustry),
            ins::GET_RESPONSE => (Self::GetResponse, Both),
            ins::GET_DATA => (Self::GetData, Both),
            ins::STORE_DATA => (Self::StoreData, Proprietary),
            ins::STATUS => (Self::Status, Proprietary),
            ins::TERMINAL_CAPABILITY => (Self::TerminalCapability, Proprietary),
            ins::TERMINAL_PROFILE => (Self::TerminalProfile, Proprietary),
            ins::FETCH => (Self::Fetch, Proprietary),
            ins::TERMINAL_RESPONSE => (Self::TerminalResponse, Proprietary),
            ins::ENVELOPE => (Self::Envelope, Proprietary),
            _ => return None,
        })
    }
}

impl Card {
    /// Answers a well-formed command.
    pub(super) fn dispatch(&mut self, command: &Command<'_>) -> Result<Vec<u8>, CommandError> {
        let class = Class::parse(command.cla).ok_or(StatusWord::CLASS_NOT_SUPPORTED)?;
        let channel = class.channel;
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        if class.secure_messaging {
            return Err(StatusWord::SECURE_MESSAGING_NOT_SUPPORTED.into());
        }
        if class.chaining {
            return Err(StatusWord::CHAINING_NOT_SUPPORTED.into());
        }
        let (instruction, classes) =
            Instruction::from_ins(command.ins).ok_or(StatusWord::INS_NOT_SUPPORTED)?;
        match classes {
            Classes::Interindustry if class.proprietary => return Err(StatusWord::CLASS_NOT_SUPPORTED.into()),
            Classes::Proprietary if !class.proprietary => return Err(StatusWord::CLASS_NOT_SUPPORTED.into()),
            _ => {}
        }
        if instruction == Instruction::GetResponse {
            return self.get_response(channel, command);
        }
        open.response.clear();
        self.session.warning = None;
        let data = match instruction {
            Instruction::StoreData => return self.store_data(channel, command),
            Instruction::Select => self.select(channel, command)?,
            Instruction::Status => self.status(channel, command)?,
            Instruction::ManageChannel => self.manage_channel(channel, command)?,
            Instruction::ReadBinary => self.read_binary(channel, command)?,
            Instruction::ReadRecord => self.read_record(channel, command)?,
            Instruction::GetData => self.get_data(channel, command)?,
            Instruction::Fetch => self.fetch(command)?,
            Instruction::TerminalCapability => self.terminal_capability(command)?,
            Instruction::TerminalProfile => self.terminal_profile(command),
            Instruction::TerminalResponse => self.terminal_response(command)?,
            Instruction::UpdateBinary => self.update_binary(channel, command)?,
            Instruction::UpdateRecord => self.update_record(channel, command)?,
            Instruction::SearchRecord => self.search_record(channel, command)?,
            Instruction::Increase => self.increase(channel, command)?,
            Instruction::Activate => self.set_active(channel, command, true)?,
            Instruction::Deactivate => self.set_active(channel, command, false)?,
            Instruction::Pin(kind) => self.pin_command(channel, command, kind)?,
            Instruction::Authenticate => self.authenticate(channel, command)?,
            Instruction::GetChallenge => self.get_challenge(command)?,
            // ENVELOPE is taken and goes nowhere; GET RESPONSE was answered above.
            Instruction::Envelope | Instruction::GetResponse => Vec::new(),
        };
        Ok(self.answer(channel, command, data))
    }
}
