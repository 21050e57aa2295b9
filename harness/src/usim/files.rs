//! Files of the USIM, whichever way they are reached.

use signoff_protocol::apdu::{ApduError, CommandApdu, ResponseApdu, StatusWord, ins};
use signoff_protocol::usim::{FileParameters, FileShape};

use super::crsm::{self, Restricted};
use super::way::{self, Way, is_done};
use super::{FileContent, FileImage, FilePath, PinOptions, PinStatus, UsimFailure, Via};
use crate::transport::{Transport, TransportError};

/// Key reference of PIN 1 of the first application (ETSI TS 102 221 §9.5.1).
const PIN_1: u8 = 0x01;
/// Record number in P1 (§11.1.5).
const ABSOLUTE: u8 = 0x04;
/// Bytes that one READ BINARY asks for: what modems take in a line.
const CHUNK: usize = 120;
/// Most bytes of a transparent file that are read.
const MAX_BYTES: usize = 16 * 1024;
/// Answer to SELECT: the FCP template.
const WITH_FCP: u8 = 0x04;
const BY_PATH: u8 = 0x08;

/// The files of the enabled profile. Call [`UsimFiles::close`] at the end.
pub struct UsimFiles<'t> {
    transport: &'t mut dyn Transport,
    way: Way,
    /// The elementary file that is current on the channel.
    selected: Option<FilePath>,
}

impl<'t> UsimFiles<'t> {
    /// Opens a way to the USIM. Nothing else may hold a channel on cards that have only one.
    ///
    /// # Errors
    /// The link broke, no profile is enabled, or no way leads to the USIM.
    pub async fn open(transport: &'t mut dyn Transport, via: Via) -> Result<Self, UsimFailure> {
        let mut refused = String::new();
        if via != Via::Crsm {
            match way::open(transport).await? {
                Ok(channel) => {
                    return Ok(Self {
                        transport,
                        way: Way::Channel(channel),
                        selected: None,
                    });
                }
                Err(refusal) => refused = refusal,
            }
        }
        let at = transport.capabilities().at;
        if via == Via::Apdu || !at {
            // A card whose USIM is not there has no enabled profile.
            return Err(if refused.contains("6A82") {
                UsimFailure::NoProfile
            } else {
                UsimFailure::Unreachable {
                    reason: if refused.is_empty() {
                        format!("{} takes no AT commands", transport.describe())
                    } else {
                        refused
                    },
                }
            });
        }
        Ok(Self {
            transport,
            way: Way::Crsm,
            selected: None,
        })
    }

    /// The way, in words.
    pub const fn way(&self) -> &'static str {
        match self.way {
            Way::Channel(_) => "apdu",
            Way::Crsm => "crsm",
        }
    }

    /// Closes the channel, if one was opened.
    ///
    /// # Errors
    /// The link broke.
    pub async fn close(self) -> Result<(), UsimFailure> {
        match self.way {
            Way::Crsm => Ok(()),
            Way::Channel(channel) => {
                let closed = self.transport.close_channel(channel).await;
                closed.map_err(|source| UsimFailure::Transport {
                    doing: "closing the channel to the USIM".to_owned(),
                    source,
                })
            }
        }
    }

    /// Whether PIN 1 is needed, and how many tries are left. Spends none.
    ///
    /// # Errors
    /// The link broke.
    pub async fn pin_status(&mut self) -> Result<PinStatus, UsimFailure> {
        let Way::Channel(channel) = self.way else {
            return crsm::pin_status(self.transport).await;
        };
        // EF_IMSI is behind PIN 1 on every USIM (TS 31.102 §4.2.2): reading it shows whether the PIN is still needed.
        let imsi = FilePath::usim(&[0x6F07]);
        let status = match self.select(&imsi).await? {
            Ok(_) => {
                let read = CommandApdu::new(channel.interindustry(), ins::READ_BINARY, 0, 0).with_le(1);
                self.apdu(read, "READ BINARY").await?.status
            }
            Err(status) => status,
        };
        if status != StatusWord::SECURITY_STATUS {
            return Ok(PinStatus::NotNeeded);
        }
        // An empty VERIFY asks for the counter (TS 102 221 §11.1.9).
        let ask = CommandApdu::new(channel.interindustry(), ins::VERIFY, 0x00, PIN_1);
        let answer = self.apdu(ask, "VERIFY without a PIN").await?;
        Ok(match answer.status.to_bytes() {
            [0x63, 0xC0] | [0x69, 0x83] => PinStatus::Blocked,
            [0x63, counter @ 0xC1..=0xCF] => PinStatus::Needed {
                tries: Some(counter & 0x0F),
            },
            _ => PinStatus::Needed { tries: None },
        })
    }

    /// Makes the files readable: reads the state of PIN 1 first, and sends the PIN once if it is needed and enough tries are
    /// left. Gives the state that was found.
    ///
    /// # Errors
    /// The link broke; the PIN is needed and not given, is wrong, is blocked, or would be tried for the last time.
    pub async fn unlock(&mut self, options: &PinOptions) -> Result<PinStatus, UsimFailure> {
        let status = self.pin_status().await?;
        let tries = match status {
            PinStatus::NotNeeded => return Ok(status),
            PinStatus::Blocked => return Err(UsimFailure::PinBlocked),
            PinStatus::Needed { tries } => tries,
        };
        let Some(pin) = &options.pin else {
            return Err(UsimFailure::PinRequired { tries });
        };
        if tries.is_none_or(|tries| tries <= 1) && !options.last_try {
            return Err(UsimFailure::LastTry { tries });
        }
        let Way::Channel(channel) = self.way else {
            crsm::verify(self.transport, pin).await?;
            return Ok(status);
        };
        let verify = CommandApdu::new(channel.interindustry(), ins::VERIFY, 0x00, PIN_1);
        let verify = verify.with_data(pin.to_bytes()).map_err(|error| apdu(&error))?;
        let answer = self.apdu(verify, "VERIFY").await?;
        match answer.status.to_bytes() {
            _ if answer.status.is_ok() => Ok(status),
            [0x63, 0xC0] | [0x69, 0x83] => Err(UsimFailure::PinBlocked),
            [0x63, counter] => Err(UsimFailure::WrongPin {
                tries: Some(counter & 0x0F),
            }),
            _ => Err(UsimFailure::Refused {
                path: FilePath::usim(&[]),
                doing: "VERIFY",
                status: answer.status,
            }),
        }
    }

    /// Reads a file whole; `None` if the card has none there.
    ///
    /// # Errors
    /// The link broke, or what the card says of the file makes no sense. A file that may not be read is no error.
    pub async fn read(
        &mut self,
        path: &FilePath,
        name: &'static str,
    ) -> Result<Option<FileImage>, UsimFailure> {
        let control_parameters = match self.select(path).await? {
            Ok(parameters) => parameters,
            Err(status) if is_absent(status) => return Ok(None),
            Err(status) => return Err(refused(path, "SELECT", status)),
        };
        let Ok(parameters) = FileParameters::decode(&control_parameters) else {
            return Err(UsimFailure::Transport {
                doing: format!("SELECT of {path}"),
                source: TransportError::Garbled {
                    expected: "file control parameters".to_owned(),
                    received: signoff_protocol::hex::encode(&control_parameters),
                },
            });
        };
        let content = match parameters.shape {
            FileShape::Transparent { size } => self.read_bytes(path, size.min(MAX_BYTES)).await?,
            FileShape::Records { length, count } => self.read_records(path, length, count).await?,
            FileShape::Directory | FileShape::Other => FileContent::Bytes(Vec::new()),
        };
        Ok(Some(FileImage {
            path: path.clone(),
            name,
            control_parameters,
            parameters,
            content,
        }))
    }

    async fn read_bytes(&mut self, path: &FilePath, size: usize) -> Result<FileContent, UsimFailure> {
        let mut bytes = Vec::with_capacity(size);
        while bytes.len() < size {
            let length = (size - bytes.len()).min(CHUNK);
            let [high, low] = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
            let answer = self
                .command(path, ins::READ_BINARY, [high, low], length, &[])
                .await?;
            if !is_done(answer.status) {
                return Ok(FileContent::Refused(answer.status));
            }
            if answer.data.is_empty() {
                break;
            }
            bytes.extend(answer.data);
        }
        bytes.truncate(size);
        Ok(FileContent::Bytes(bytes))
    }

    async fn read_records(
        &mut self,
        path: &FilePath,
        length: u8,
        count: u8,
    ) -> Result<FileContent, UsimFailure> {
        let mut records = Vec::with_capacity(usize::from(count));
        for number in 1..=count {
            match self.read_record(path, number, length).await? {
                Ok(record) => records.push(record),
                // The file is shorter than it said.
                Err(StatusWord::RECORD_NOT_FOUND) if number > 1 => break,
                Err(status) => return Ok(FileContent::Refused(status)),
            }
        }
        Ok(FileContent::Records(records))
    }

    /// One record, or the refusal.
    ///
    /// # Errors
    /// The link broke.
    pub(super) async fn read_record(
        &mut self,
        path: &FilePath,
        number: u8,
        length: u8,
    ) -> Result<Result<Vec<u8>, StatusWord>, UsimFailure> {
        let place = [number, ABSOLUTE];
        let answer = self
            .command(path, ins::READ_RECORD, place, usize::from(length), &[])
            .await?;
        Ok(if is_done(answer.status) {
            Ok(answer.data)
        } else {
            Err(answer.status)
        })
    }

    /// Writes one record.
    ///
    /// # Errors
    /// The link broke, or the card refused.
    pub(super) async fn update_record(
        &mut self,
        path: &FilePath,
        number: u8,
        record: &[u8],
    ) -> Result<(), UsimFailure> {
        let place = [number, ABSOLUTE];
        let answer = self
            .command(path, ins::UPDATE_RECORD, place, record.len(), record)
            .await?;
        if is_done(answer.status) {
            Ok(())
        } else {
            Err(refused(path, "UPDATE RECORD", answer.status))
        }
    }

    /// A command on a file. `length`: bytes to read, or that `data` has.
    async fn command(
        &mut self,
        path: &FilePath,
        instruction: u8,
        [p1, p2]: [u8; 2],
        length: usize,
        data: &[u8],
    ) -> Result<ResponseApdu, UsimFailure> {
        match self.way {
            Way::Crsm => {
                let (command, doing) = match instruction {
                    ins::READ_BINARY => (crsm::READ_BINARY, "READ BINARY"),
                    ins::READ_RECORD => (crsm::READ_RECORD, "READ RECORD"),
                    _ => (crsm::UPDATE_RECORD, "UPDATE RECORD"),
                };
                let p3 = u8::try_from(length).unwrap_or(u8::MAX);
                let command = Restricted {
                    command,
                    parameters: [p1, p2, p3],
                    data,
                };
                crsm::exchange(self.transport, path, &command, doing).await
            }
            Way::Channel(channel) => {
                if self.selected.as_ref() != Some(path)
                    && let Err(status) = self.select(path).await?
                {
                    return Ok(ResponseApdu {
                        data: Vec::new(),
                        status,
                    });
                }
                let command = CommandApdu::new(channel.interindustry(), instruction, p1, p2);
                let command = if data.is_empty() {
                    command.with_le(u32::try_from(length).unwrap_or(256))
                } else {
                    command.with_data(data).map_err(|error| apdu(&error))?
                };
                self.apdu(command, &format!("a command on {path}")).await
            }
        }
    }

    /// What the card says of a file, or the refusal. On a channel the file is current afterwards.
    async fn select(&mut self, path: &FilePath) -> Result<Result<Vec<u8>, StatusWord>, UsimFailure> {
        let answer = match self.way {
            Way::Crsm => self.select_restricted(path).await?,
            Way::Channel(channel) => {
                self.selected = None;
                let select = CommandApdu::new(channel.interindustry(), ins::SELECT, BY_PATH, WITH_FCP);
                let select = select.with_data(path.to_bytes()).map_err(|error| apdu(&error))?;
                self.apdu(select.with_le(256), &format!("SELECT of {path}"))
                    .await?
            }
        };
        if !is_done(answer.status) {
            return Ok(Err(answer.status));
        }
        self.selected = Some(path.clone());
        Ok(Ok(answer.data))
    }

    /// GET RESPONSE of +CRSM. Modems differ in the length that they want to be told: none, or that of the GSM.
    async fn select_restricted(&mut self, path: &FilePath) -> Result<ResponseApdu, UsimFailure> {
        let mut answer = ResponseApdu {
            data: Vec::new(),
            status: StatusWord::NO_DIAGNOSIS,
        };
        for length in [0, 15] {
            let command = Restricted {
                command: crsm::GET_RESPONSE,
                parameters: [0, 0, length],
                data: &[],
            };
            answer = crsm::exchange(self.transport, path, &command, "GET RESPONSE").await?;
            let retried = matches!(answer.status.to_bytes(), [0x67 | 0x6C, _])
                || (is_done(answer.status) && answer.data.is_empty());
            if !retried {
                break;
            }
        }
        Ok(answer)
    }

    async fn apdu(&mut self, command: CommandApdu, doing: &str) -> Result<ResponseApdu, UsimFailure> {
        match self.way {
            Way::Channel(channel) => way::exchange(self.transport, channel, command, doing).await,
            Way::Crsm => Err(UsimFailure::Unreachable {
                reason: "AT+CRSM carries no APDUs".to_owned(),
            }),
        }
    }
}

/// Whether a refusal of SELECT means that there is no such file: cards of the GSM say `9404`.
fn is_absent(status: StatusWord) -> bool {
    status == StatusWord::NOT_FOUND || status.to_bytes() == [0x94, 0x04]
}

fn refused(path: &FilePath, doing: &'static str, status: StatusWord) -> UsimFailure {
    UsimFailure::Refused {
        path: path.clone(),
        doing,
        status,
    }
}

fn apdu(error: &ApduError) -> UsimFailure {
    UsimFailure::Transport {
        doing: "making a command".to_owned(),
        source: TransportError::Garbled {
            expected: "a command APDU".to_owned(),
            received: error.to_string(),
        },
    }
}
