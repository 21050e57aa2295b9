//! Targets as they are written on the command line.

use std::fmt;
use std::str::FromStr;

/// Line speed of a serial port that is not told another one.
pub const DEFAULT_BAUD: u32 = 115_200;

/// How APDUs travel over AT commands (3GPP TS 27.007).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// `+CCHO`, `+CGLA`, `+CCHC` (§8.43 to §8.45).
    Cgla,
    /// `+CSIM` (§8.17), with channels opened by MANAGE CHANNEL.
    Csim,
    /// No APDUs: nothing but AT lines, which read files by `+CRSM` (§8.18).
    Crsm,
    /// Whichever of `+CGLA` and `+CSIM` the modem answers to.
    #[default]
    Auto,
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Cgla => "cgla",
            Self::Csim => "csim",
            Self::Crsm => "crsm",
            Self::Auto => "auto",
        })
    }
}

/// Where the card is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `sim:`, the flow's own card in this process.
    Sim,
    /// `pty:MODEM?mode=&baud=`, the flow's own card in a simulated modem behind a pseudo-terminal.
    Pty {
        /// Name of a modem of fixtures/modems.
        modem: String,
        /// How APDUs travel.
        mode: Mode,
        /// Paces the bytes as a line of this speed would; unpaced if not given.
        baud: Option<u32>,
    },
    /// `serial:DEVICE?mode=&baud=`, a modem on a serial port.
    Serial {
        /// Device file or port name.
        path: String,
        /// How APDUs travel.
        mode: Mode,
        /// Line speed.
        baud: u32,
    },
    /// `tcp:HOST:PORT?mode=`, a modem's serial port over TCP, as ser2net in raw mode serves it.
    Tcp {
        /// Host and port.
        address: String,
        /// How APDUs travel.
        mode: Mode,
    },
}

impl Target {
    /// Whether the flow's own card is simulated for this target, so that nothing real can be lost.
    pub const fn is_simulated(&self) -> bool {
        matches!(self, Self::Sim | Self::Pty { .. })
    }
}

/// Why a text is no target.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// No scheme, or one that is not known.
    #[error(
        "{found:?} is no target; targets are sim:, pty:MODEM?mode=&baud=, serial:DEVICE?mode=&baud= and \
         tcp:HOST:PORT?mode="
    )]
    Scheme {
        /// The text.
        found: String,
    },
    /// Something between scheme and options is missing.
    #[error("{scheme}: needs {needs}, as in {example}")]
    Missing {
        /// The scheme.
        scheme: &'static str,
        /// What is missing.
        needs: &'static str,
        /// A right target.
        example: &'static str,
    },
    /// Something is there that the scheme does not take.
    #[error("{scheme}: takes nothing behind the colon, {found:?} was given")]
    Excess {
        /// The scheme.
        scheme: &'static str,
        /// What was found.
        found: String,
    },
    /// An option that the scheme does not know.
    #[error("{scheme}: has no option {found:?}; {allowed}")]
    Option {
        /// The scheme.
        scheme: &'static str,
        /// The option.
        found: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// A value that the option does not take.
    #[error("{option}={found} is not possible; {option} is {allowed}")]
    Value {
        /// The option.
        option: &'static str,
        /// The value.
        found: String,
        /// What is allowed.
        allowed: &'static str,
    },
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let unknown = || TargetError::Scheme {
            found: text.to_owned(),
        };
        let (scheme, rest) = text.split_once(':').ok_or_else(unknown)?;
        let (place, options) = match rest.split_once('?') {
            Some((place, options)) => (place, options),
            None => (rest, ""),
        };
        match scheme {
            "sim" if rest.is_empty() => Ok(Self::Sim),
            "sim" => Err(TargetError::Excess {
                scheme: "sim",
                found: rest.to_owned(),
            }),
            "pty" => {
                let place = needed(place, "pty", "the name of a modem", "pty:quectel-eg25")?;
                let Options { mode, baud } = Options::parse(options, "pty", true)?;
                Ok(Self::Pty {
                    modem: place,
                    mode,
                    baud,
                })
            }
            "serial" => {
                let place = needed(place, "serial", "a port", "serial:/dev/ttyUSB2")?;
                let Options { mode, baud } = Options::parse(options, "serial", true)?;
                Ok(Self::Serial {
                    path: place,
                    mode,
                    baud: baud.unwrap_or(DEFAULT_BAUD),
                })
            }
            "tcp" => {
                const EXAMPLE: &str = "tcp:127.0.0.1:5000";
                let place = needed(place, "tcp", "a host and a port", EXAMPLE)?;
                let port = place
                    .rsplit_once(':')
                    .filter(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
                if port.is_none() {
                    return Err(TargetError::Missing {
                        scheme: "tcp",
                        needs: "a host and a port",
                        example: EXAMPLE,
                    });
                }
                let Options { mode, .. } = Options::parse(options, "tcp", false)?;
                Ok(Self::Tcp { address: place, mode })
            }
            _ => Err(unknown()),
        }
    }
}

fn needed(
    place: &str,
    scheme: &'static str,
    needs: &'static str,
    example: &'static str,
) -> Result<String, TargetError> {
    if place.is_empty() {
        Err(TargetError::Missing {
            scheme,
            needs,
            example,
        })
    } else {
        Ok(place.to_owned())
    }
}

/// What stands behind the question mark.
#[derive(Default)]
struct Options {
    mode: Mode,
    baud: Option<u32>,
}

impl Options {
    fn parse(text: &str, scheme: &'static str, has_baud: bool) -> Result<Self, TargetError> {
        let mut options = Self::default();
        for option in text.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            match name {
                "mode" => {
                    options.mode = match value {
                        "cgla" => Mode::Cgla,
                        "csim" => Mode::Csim,
                        "crsm" => Mode::Crsm,
                        "auto" => Mode::Auto,
                        _ => {
                            return Err(TargetError::Value {
                                option: "mode",
                                found: value.to_owned(),
                                allowed: "cgla, csim, crsm or auto",
                            });
                        }
                    }
                }
                "baud" if has_baud => {
                    let baud = value.parse().ok().filter(|baud| (300..=4_000_000).contains(baud));
                    options.baud = Some(baud.ok_or_else(|| TargetError::Value {
                        option: "baud",
                        found: value.to_owned(),
                        allowed: "a line speed from 300 to 4000000",
                    })?);
                }
                _ => {
                    return Err(TargetError::Option {
                        scheme,
                        found: name.to_owned(),
                        allowed: if has_baud {
                            "its options are mode and baud"
                        } else {
                            "its option is mode"
                        },
                    });
                }
            }
        }
        Ok(options)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sim => f.write_str("sim:"),
            Self::Pty { modem, mode, baud } => {
                write!(f, "pty:{modem}?mode={mode}")?;
                baud.map_or(Ok(()), |baud| write!(f, "&baud={baud}"))
            }
            Self::Serial { path, mode, baud } => write!(f, "serial:{path}?mode={mode}&baud={baud}"),
            Self::Tcp { address, mode } => write!(f, "tcp:{address}?mode={mode}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let got = match text.parse::<Target>() {
            Ok(target) => {
                assert_eq!(
                    target.to_string().parse(),
                    Ok(target.clone()),
                    "{text} comes back"
                );
                target.to_string()
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn targets_are_read_and_written() {
        check("sim:", "sim:");
        check("pty:quectel-eg25", "pty:quectel-eg25?mode=auto");
        check(
            "pty:quectel-eg25?baud=115200&mode=cgla",
            "pty:quectel-eg25?mode=cgla&baud=115200",
        );
        check(
            "serial:/dev/ttyUSB2?mode=csim",
            "serial:/dev/ttyUSB2?mode=csim&baud=115200",
        );
        check("serial:COM3", "serial:COM3?mode=auto&baud=115200");
        check("tcp:127.0.0.1:5000", "tcp:127.0.0.1:5000?mode=auto");
        check("tcp:[::1]:5000?mode=csim", "tcp:[::1]:5000?mode=csim");
    }

    #[test]
    fn mistakes_say_what_is_wrong_and_what_is_allowed() {
        let all =
            "targets are sim:, pty:MODEM?mode=&baud=, serial:DEVICE?mode=&baud= and tcp:HOST:PORT?mode=";
        check("/dev/ttyUSB2", &format!("\"/dev/ttyUSB2\" is no target; {all}"));
        check("usb:3", &format!("\"usb:3\" is no target; {all}"));
        check("sim:x", "sim: takes nothing behind the colon, \"x\" was given");
        check("pty:", "pty: needs the name of a modem, as in pty:quectel-eg25");
        check(
            "pty:x?speed=9600",
            "pty: has no option \"speed\"; its options are mode and baud",
        );
        check("serial:", "serial: needs a port, as in serial:/dev/ttyUSB2");
        check(
            "serial:x?mode=pdu",
            "mode=pdu is not possible; mode is cgla, csim, crsm or auto",
        );
        check(
            "serial:x?baud=0",
            "baud=0 is not possible; baud is a line speed from 300 to 4000000",
        );
        check(
            "tcp:host",
            "tcp: needs a host and a port, as in tcp:127.0.0.1:5000",
        );
        check(
            "tcp::5000",
            "tcp: needs a host and a port, as in tcp:127.0.0.1:5000",
        );
        check(
            "tcp:a:1?baud=1",
            "tcp: has no option \"baud\"; its option is mode",
        );
    }
}
