//! Exit codes, which are frozen, and the errors that end a command.

use crate::text::{Message, Told};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: all flows passed, or the command did what it was asked.
    Pass,
    /// 1: a flow failed, or the device refused.
    Failed,
    /// 2: wrong arguments, or a mistake in a flow, card or DUT file.
    Usage,
    /// 3: no port, no modem, no answer. Says nothing about the card.
    Environment,
    /// 4: protection refused; nothing was changed.
    Protected,
    /// 130: stopped by Ctrl-C; channels were closed.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Environment => 3,
            Self::Protected => 4,
            Self::Interrupted => 130,
        }
    }
}

/// Why a command could not do what it was asked: what, where, and what to do.
#[derive(Debug)]
pub struct CliError {
    /// The exit code.
    pub exit: Exit,
    /// What happened and where.
    pub message: Message,
    /// What the user can do.
    pub help: Option<Message>,
}

impl CliError {
    /// A wrong argument or a mistake in a file.
    pub fn usage(message: impl Into<Message>) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.into(),
            help: None,
        }
    }

    /// Something around us did not work.
    pub fn environment(message: impl Into<Message>) -> Self {
        Self {
            exit: Exit::Environment,
            message: message.into(),
            help: None,
        }
    }

    /// Protection said no.
    pub fn protected(message: impl Into<Message>) -> Self {
        Self {
            exit: Exit::Protected,
            message: message.into(),
            help: None,
        }
    }

    /// The device said no.
    pub fn failed(message: impl Into<Message>) -> Self {
        Self {
            exit: Exit::Failed,
            message: message.into(),
            help: None,
        }
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::environment(Message::say("error-output", &[("reason", error.told())]))
    }
}
