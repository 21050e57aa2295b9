//! How a modem reads a command line (ITU-T V.250 §5.2 to §5.4).

use super::{Command, CommandLine, Name, Operation, parameters};

/// Why a line is no command line; the modem answers `ERROR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The line does not start with `AT`.
    #[error("a command line starts with AT")]
    NoPrefix,
    /// Something that starts no command.
    #[error("{found:?} at character {position} starts no command")]
    Unexpected {
        /// What stands there.
        found: char,
        /// Where in the line, in bytes from 0.
        position: usize,
    },
    /// A string without its second quote.
    #[error("the string at character {position} is not closed")]
    OpenString {
        /// Where its quote stands, in bytes from 0.
        position: usize,
    },
    /// A number that is too large.
    #[error("the number at character {position} is too large")]
    Number {
        /// Where it starts, in bytes from 0.
        position: usize,
    },
    /// An extended command that goes on with something else than `;`.
    #[error("{found:?} at character {position} follows a finished command")]
    Behind {
        /// What stands there.
        found: char,
        /// Where in the line, in bytes from 0.
        position: usize,
    },
}

/// What a complete input of the host is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepeatOrLine {
    /// `A/`: the last line once more. Needs no terminator (V.250 §5.2.4).
    Repeat,
    /// A command line.
    Line(CommandLine),
}

impl RepeatOrLine {
    /// Reads a line without its terminator.
    ///
    /// # Errors
    /// As [`CommandLine::parse`].
    pub fn parse(line: &str) -> Result<Self, ParseError> {
        if line.trim().eq_ignore_ascii_case("A/") {
            Ok(Self::Repeat)
        } else {
            CommandLine::parse(line).map(Self::Line)
        }
    }
}

impl CommandLine {
    /// Reads a line without its terminator: either case, spaces ignored outside strings.
    ///
    /// # Errors
    /// The first place that is no command.
    pub fn parse(line: &str) -> Result<Self, ParseError> {
        let mut reader = Reader { line, position: 0 };
        reader.skip_spaces();
        if !reader
            .rest()
            .get(..2)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case("AT"))
        {
            return Err(ParseError::NoPrefix);
        }
        reader.position += 2;
        let mut commands = Vec::new();
        loop {
            reader.skip_spaces();
            match reader.peek() {
                None => return Ok(Self { commands }),
                Some(b';') => reader.position += 1,
                Some(first) => commands.push(reader.command(first)?),
            }
        }
    }
}

struct Reader<'a> {
    line: &'a str,
    position: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(|byte| byte <= b' ') {
            self.position += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.position += usize::from(there);
        there
    }

    fn unexpected(&self) -> ParseError {
        ParseError::Unexpected {
            found: self.rest().chars().next().unwrap_or(' '),
            position: self.position,
        }
    }

    fn command(&mut self, first: u8) -> Result<Command, ParseError> {
        match first {
            first if Name::is_first(first) => self.extended(),
            b'd' | b'D' => {
                let number = self.rest().get(1..).unwrap_or_default();
                self.position = self.line.len();
                Ok(Command::Dial(number.trim().to_owned()))
            }
            b's' | b'S' => self.register(),
            b'&' => {
                self.position += 1;
                self.basic(true)
            }
            _ => self.basic(false),
        }
    }

    fn basic(&mut self, ampersand: bool) -> Result<Command, ParseError> {
        let letter = self
            .peek()
            .filter(u8::is_ascii_alphabetic)
            .ok_or_else(|| self.unexpected())?;
        self.position += 1;
        Ok(Command::Basic {
            ampersand,
            letter: char::from(letter.to_ascii_uppercase()),
            number: self.number()?,
        })
    }

    fn register(&mut self) -> Result<Command, ParseError> {
        self.position += 1;
        let number = self.number()?.ok_or_else(|| self.unexpected())?;
        self.skip_spaces();
        let value = match self.peek() {
            Some(b'?') => {
                self.position += 1;
                None
            }
            Some(b'=') => {
                self.position += 1;
                Some(self.number()?.unwrap_or(0))
            }
            _ => return Err(self.unexpected()),
        };
        Ok(Command::Register { number, value })
    }

    fn number(&mut self) -> Result<Option<u32>, ParseError> {
        self.skip_spaces();
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let position = self.position;
        let text = self.rest().get(..digits).unwrap_or_default();
        self.position += digits;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| ParseError::Number { position })
    }

    fn extended(&mut self) -> Result<Command, ParseError> {
        let rest = self.rest();
        let inner = rest
            .bytes()
            .skip(1)
            .take_while(|byte| Name::is_inner(*byte))
            .count();
        let name = rest
            .get(..=inner)
            .and_then(Name::new)
            .ok_or_else(|| self.unexpected())?;
        self.position += 1 + inner;
        self.skip_spaces();
        let operation = if self.eat(b'?') {
            Operation::Read
        } else if self.eat(b'=') {
            self.skip_spaces();
            if self.eat(b'?') {
                Operation::Test
            } else {
                Operation::Set(parameters(self.until_semicolon()?))
            }
        } else {
            Operation::Execute
        };
        self.skip_spaces();
        match self.rest().chars().next() {
            None | Some(';') => Ok(Command::Extended { name, operation }),
            Some(found) => Err(ParseError::Behind {
                found,
                position: self.position,
            }),
        }
    }

    /// The parameters of a set command: up to the next semicolon that is in no string.
    fn until_semicolon(&mut self) -> Result<&'a str, ParseError> {
        let rest = self.rest();
        let mut open = None;
        let mut end = rest.len();
        for (index, byte) in rest.bytes().enumerate() {
            match (byte, open) {
                (b'"', None) => open = Some(index),
                (b'"', Some(_)) => open = None,
                (b';', None) => {
                    end = index;
                    break;
                }
                _ => {}
            }
        }
        if let Some(index) = open {
            return Err(ParseError::OpenString {
                position: self.position + index,
            });
        }
        self.position += end;
        Ok(rest.get(..end).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::at::Parameter;

    #[track_caller]
    fn check(line: &str, want: &[Command]) {
        let parsed = CommandLine::parse(line).unwrap_or_else(|error| panic!("{line:?}: {error}"));
        assert_eq!(parsed.commands, want, "{line:?}");
    }

    fn basic(letter: char, number: Option<u32>) -> Command {
        Command::Basic {
            ampersand: false,
            letter,
            number,
        }
    }

    fn extended(name: &str, operation: Operation) -> Command {
        Command::extended(name, operation).expect("a name")
    }

    #[test]
    fn lines_of_the_field() {
        check("AT", &[]);
        check("at", &[]);
        check("ATE0V1", &[basic('E', Some(0)), basic('V', Some(1))]);
        check("ATZ", &[basic('Z', None)]);
        check(
            "AT&F",
            &[Command::Basic {
                ampersand: true,
                letter: 'F',
                number: None,
            }],
        );
        check(
            "ATE0;+CMEE=1;+CPIN?",
            &[
                basic('E', Some(0)),
                extended("+CMEE", Operation::Set(vec![Parameter::number(1_u8)])),
                extended("+CPIN", Operation::Read),
            ],
        );
        check(
            "AT+cgla=1, 10 ,\"80F2;00\"",
            &[extended(
                "+CGLA",
                Operation::Set(vec![
                    Parameter::number(1_u8),
                    Parameter::number(10_u8),
                    Parameter::quoted("80F2;00"),
                ]),
            )],
        );
        check("AT!ICCID?", &[extended("!ICCID", Operation::Read)]);
        check("AT+CCHO=?", &[extended("+CCHO", Operation::Test)]);
        check(
            "AT+CPWD=",
            &[extended("+CPWD", Operation::Set(vec![Parameter::Empty]))],
        );
        check(
            "ATS3?S4=10",
            &[
                Command::Register {
                    number: 3,
                    value: None,
                },
                Command::Register {
                    number: 4,
                    value: Some(10),
                },
            ],
        );
        check("ATD*99#;", &[Command::Dial("*99#;".to_owned())]);
        assert_eq!(RepeatOrLine::parse("a/"), Ok(RepeatOrLine::Repeat));
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (line, want) in [
            ("", ParseError::NoPrefix),
            ("XY", ParseError::NoPrefix),
            (
                "AT\"",
                ParseError::Unexpected {
                    found: '"',
                    position: 2,
                },
            ),
            (
                "AT+",
                ParseError::Unexpected {
                    found: '+',
                    position: 2,
                },
            ),
            ("AT+CSIM=4,\"80", ParseError::OpenString { position: 10 }),
            ("ATE99999999999", ParseError::Number { position: 3 }),
            (
                "AT+CPIN?X",
                ParseError::Behind {
                    found: 'X',
                    position: 8,
                },
            ),
            (
                "ATS",
                ParseError::Unexpected {
                    found: ' ',
                    position: 3,
                },
            ),
        ] {
            assert_eq!(CommandLine::parse(line), Err(want), "{line:?}");
        }
    }
}
