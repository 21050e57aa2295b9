//! Commands as typed data; they print as the line that a host sends (ITU-T V.250 §5.2 to §5.4).

use std::borrow::Cow;
use std::fmt;

use super::Parameter;

/// Name of an extended command with its first character: `+CGLA`, `^SCKS`, `!ICCID`, `#QSS`. Upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Cow<'static, str>);

impl Name {
    /// A name, if it starts with one of `+^!#$*%` and goes on with a letter, then letters, digits and `!%-./:_`.
    pub fn new(name: &str) -> Option<Self> {
        let mut bytes = name.bytes();
        let starts = bytes.next().is_some_and(Self::is_first);
        let letter = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
        (starts && letter && bytes.all(Self::is_inner)).then(|| Self(name.to_ascii_uppercase().into()))
    }

    /// One of the names that this crate itself writes.
    pub(super) const fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    pub(super) const fn is_first(byte: u8) -> bool {
        matches!(byte, b'+' | b'^' | b'!' | b'#' | b'$' | b'*' | b'%')
    }

    pub(super) const fn is_inner(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'%' | b'-' | b'.' | b'/' | b':' | b'_')
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an extended command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `+X`
    Execute,
    /// `+X?`
    Read,
    /// `+X=?`
    Test,
    /// `+X=1,"a"`; never an empty list
    Set(Vec<Parameter>),
}

/// One command of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `E0`, `V1`, `Z`, `I`, `&F` and other basic commands; without a number, 0 is meant.
    Basic {
        /// Written with `&` before the letter.
        ampersand: bool,
        /// Upper case.
        letter: char,
        /// The number behind it.
        number: Option<u32>,
    },
    /// `S3?`, `S3=13`
    Register {
        /// Which S parameter.
        number: u32,
        /// The value to set; `None` reads it.
        value: Option<u32>,
    },
    /// `D` and everything behind it.
    Dial(String),
    /// `+X`, `+X?`, `+X=?`, `+X=...`
    Extended {
        /// With its first character.
        name: Name,
        /// Which form.
        operation: Operation,
    },
}

impl Command {
    /// An extended command; `None` if the name is none.
    pub fn extended(name: &str, operation: Operation) -> Option<Self> {
        Name::new(name).map(|name| Self::Extended { name, operation })
    }

    /// Its name, for extended commands.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Extended { name, .. } => Some(name.as_str()),
            _ => None,
        }
    }

    /// The line that sends this command alone, without terminator.
    pub fn to_line(&self) -> String {
        format!("AT{self}")
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Basic {
                ampersand,
                letter,
                number,
            } => {
                if *ampersand {
                    f.write_str("&")?;
                }
                write!(f, "{letter}")?;
                number.map_or(Ok(()), |number| write!(f, "{number}"))
            }
            Self::Register { number, value: None } => write!(f, "S{number}?"),
            Self::Register {
                number,
                value: Some(value),
            } => write!(f, "S{number}={value}"),
            Self::Dial(number) => write!(f, "D{number}"),
            Self::Extended { name, operation } => match operation {
                Operation::Execute => write!(f, "{name}"),
                Operation::Read => write!(f, "{name}?"),
                Operation::Test => write!(f, "{name}=?"),
                Operation::Set(parameters) => {
                    write!(f, "{name}=")?;
                    for (index, parameter) in parameters.iter().enumerate() {
                        let comma = if index == 0 { "" } else { "," };
                        write!(f, "{comma}{parameter}")?;
                    }
                    Ok(())
                }
            },
        }
    }
}

/// What stands between `AT` and the terminator: commands that are carried out in order until one fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine {
    /// In order; empty for a bare `AT`.
    pub commands: Vec<Command>,
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AT")?;
        let mut after_extended = false;
        for command in &self.commands {
            if after_extended {
                f.write_str(";")?;
            }
            write!(f, "{command}")?;
            after_extended = matches!(command, Command::Extended { .. });
        }
        Ok(())
    }
}
